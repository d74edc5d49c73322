import { afterEach, describe, expect, it } from 'vitest';
import { csv } from '../../../src/formats/csv/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readCsv } from '../../support/formats/csv.ts';
import { collectionView, urlsOf } from '../../support/formats/views.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

let changed = false;
/** Publishes, and has the record as it was when the test is over. */
const publish = (...items: Parameters<typeof put>) => {
  changed = true;
  return put(...items);
};
afterEach(async () => {
  if (changed) await startOver();
  changed = false;
});

/** An outcome with a commitment that is due in a period. */
const dated = 'council-2-2024-semiconductors';

describe('a program takes a collection as CSV', () => {
  it('the columns are the fields of a card, and a list is a line for each entry', async () => {
    const { text } = await ask('/en/outcomes.csv?council=council-2-2024&action=data');
    const [row, ...others] = readCsv(text);
    expect(others).toEqual([]);
    expect(row).toEqual({
      id: `${origin}/outcomes/council-2-2024-data`,
      slug: 'council-2-2024-data',
      language: 'en',
      name: 'Data (Second Ministerial Japan-UK Digital Partnership Council)',
      href: `${origin}/en/outcomes/council-2-2024-data`,
      date: '2024-01-16',
      council: 'council-2-2024',
      'council.name': 'Second Ministerial Japan-UK Digital Partnership Council',
      action: 'data',
      'action.name': 'Data',
      summary: expect.stringMatching(/^Both sides reaffirmed/),
      'commitments.text': [
        'Advance DFFT and cooperate on the IAP',
        'Launch a joint bilateral project',
        'Support the CBPR system together with other members',
      ].join('\n'),
      'commitments.kind': 'collaborate\nproject\npromote',
      'commitments.status': 'ongoing\nannounced\nongoing',
      'commitments.due.from': '',
      'commitments.due.until': '',
      'commitments.due.text': '\nearly 2024\n',
      'commitments.recurrence': '',
      fallbacks: '',
      unverified: '',
      languages: 'ja en',
      edition: '1',
      modified: '2026-11-23T00:00:00Z',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
    });
  });

  it('a page at a time: Link has the next page, as CSV and with the same parameters', async () => {
    const rows: Record<string, string>[] = [];
    for (let path: string | undefined = '/ja/terms.csv?excel=1&limit=9'; path; ) {
      const { text, headers } = await ask(path);
      rows.push(...readCsv(text));
      path = /<([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '')?.[1]?.slice(origin.length);
      if (path) expect(path).toMatch(/^\/ja\/terms\.csv\?after=[\w-]+&excel=1&limit=9$/);
    }
    const { json } = await ask('/ja/terms.json');
    expect(rows.map(({ slug }) => slug)).toEqual((json as { items: { slug: string }[] }).items.map(({ slug }) => slug));
  });

  /** What formats.md tells programs to do. */
  const exactValue = (cell: string) => (/^'['\s]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^''*[\t\r]/.test(cell) ? cell.slice(1) : cell);

  it('no cell is a formula, in either form, and a program reads the exact value', async () => {
    const formulas = [
      '=1+1',
      '+81',
      '-1',
      '@SUM(A1)',
      '＝1+1',
      '＋1',
      '－1',
      '＠x',
      '﹦1',
      "'=1",
      "''=1",
      '=A1"&"',
      '=1,2',
    ];
    const plain = ['plain = text', "'quoted'", '1-2', "'", '令和6年'];
    const texts = [...formulas, ...plain];
    await publish(...texts.map((text, place) => newTerm(`formula-${place}`, { en: { name: text, definition: text } })));
    const [one, other] = [await ask('/en/terms.csv?limit=100'), await ask('/en/terms.csv?excel=1&limit=100')];
    const cells = (text: string) =>
      new Map(
        readCsv(text)
          .filter(({ slug }) => slug?.startsWith('formula-'))
          .map(({ slug, name, definition }) => [Number(slug?.slice(8)), [name, definition]]),
      );
    for (const { text } of [one, other]) {
      const written = cells(text);
      expect(written.size).toBe(texts.length);
      for (const [place, value] of texts.entries()) {
        const expected = formulas.includes(value) ? `'${value}` : value;
        expect(written.get(place), value).toEqual([expected, expected]);
        expect(exactValue(expected)).toBe(value);
      }
    }
    const { json } = await ask('/en/terms.json?limit=100');
    const names = (json as { items: { slug: string; name: string }[] }).items.filter(({ slug }) =>
      slug.startsWith('formula-'),
    );
    expect(names.map(({ name }) => name).toSorted()).toEqual(texts.toSorted());
  });

  it('for Excel there is a byte order mark; nothing else is different', async () => {
    const [plain, excel] = [await ask('/ja/terms.csv'), await ask('/ja/terms.csv?excel=1')];
    const bytes = (text: string) => [...new TextEncoder().encode(text).subarray(0, 3)];
    expect(bytes(plain.text)).toEqual(bytes('id,'));
    expect(excel.headers.get('ETag')).not.toBe(plain.headers.get('ETag'));
    const raw = await (await import('cloudflare:workers')).exports.default.fetch(`${origin}/ja/terms.csv?excel=1`);
    const body = new Uint8Array(await raw.arrayBuffer());
    expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(body)).toBe(plain.text);
  });

  it('also where the first line of a cell is empty', async () => {
    const item = await liveItem('outcomes', dated);
    const commitments = ['first', 'second'].map((key) => ({ key, kind: 'event', status: 'announced' }));
    const commitmentTexts = { first: { text: 'a' }, second: { text: '=2', due: { text: '=1+1' } } };
    const texts = { en: { ...item.edition.texts.en, commitments: commitmentTexts } };
    await publish(nextEdition(item, { facts: { ...item.edition.facts, commitments }, texts }));
    for (const query of ['', '?excel=1']) {
      const row = readCsv((await ask(`/en/outcomes.csv${query}`)).text).find(({ slug }) => slug === dated);
      expect(row?.['commitments.due.text']).toBe("'\n=1+1");
      expect(exactValue(row?.['commitments.due.text'] ?? '')).toBe('\n=1+1');
      // Only the beginning of a cell is evaluated.
      expect(row?.['commitments.text']).toBe('a\n=2');
    }
  });

  it('a number is a number, also a negative one', async () => {
    const view = await collectionView('documents', 'en');
    const items = view.items.slice(0, 1).map((card) => ({ ...card, size: { bytes: -5, exact: true, stated: '-5' } }));
    const urls = urlsOf({ viewType: 'collection', kind: 'documents' }, 'csv', 'en');
    expect(readCsv(csv.collection?.({ ...view, items }, urls) ?? '')).toMatchObject([
      { 'size.bytes': '-5', 'size.stated': "'-5" },
    ]);
  });

  it('excel is a parameter of CSV alone', async () => {
    const { headers } = await ask('/en/actions.csv?excel=1');
    const alternates = [...(headers.get('Link') ?? '').matchAll(/<([^>]+)>; rel="alternate"/g)].map(([, href]) => href);
    expect(alternates.filter((href) => href?.includes('excel'))).toEqual(
      languageTags.map((tag) => `${origin}/${tag}/actions.csv?excel=1`),
    );
    expect(
      (await ask('/en/actions?excel=1', { headers: { Accept: 'text/csv' } })).headers.get('Content-Location'),
    ).toBe(`${origin}/en/actions.csv?excel=1`);
    for (const path of ['/en/actions.json?excel=1', '/en/actions.md?excel=1', '/en/actions?excel=1']) {
      const { status, json } = await ask(path);
      expect({ status, json }, path).toMatchObject({
        status: 400,
        json: {
          parameter: 'excel',
          available: ['after', 'fallback', 'limit', 'modified_since', 'partnership', 'status'],
        },
      });
    }
    const { status, json } = await ask('/ja/actions.csv?excel=yes');
    expect({ status, json }).toMatchObject({
      status: 400,
      json: { parameter: 'excel', detail: expect.stringContaining('指定できるのは1だけです。') },
    });
  });
});
