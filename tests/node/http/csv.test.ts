import { afterEach, describe, expect, it } from 'vitest';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { readCsv } from '../../support/formats/csv.ts';
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
      summary: expect.stringMatching(/^The sides confirmed again/),
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

  it('for a spreadsheet: a byte order mark, and no cell that is a formula', async () => {
    const texts = ['=1+1', '+81', '-1', '@SUM(A1)', '\tx', '＝1+1', 'plain = text'];
    await publish(...texts.map((text, place) => newTerm(`formula-${place}`, { en: { name: text, definition: text } })));
    const [plain, excel] = [await ask('/en/terms.csv'), await ask('/en/terms.csv?excel=1')];
    const cells = (text: string) =>
      readCsv(text)
        .filter(({ slug }) => slug?.startsWith('formula-'))
        .map(({ name, definition }) => [name, definition])
        .toSorted();
    expect(cells(plain.text)).toEqual(texts.map((text) => [text, text]).toSorted());
    expect(cells(excel.text)).toEqual(
      texts.map((text) => (text.startsWith('plain') ? [text, text] : [`'${text}`, `'${text}`])).toSorted(),
    );
    const bytes = (text: string) => [...new TextEncoder().encode(text).subarray(0, 3)];
    expect(bytes(plain.text)).toEqual(bytes('id,'));
    expect(excel.headers.get('ETag')).not.toBe(plain.headers.get('ETag'));
    const raw = await (await import('cloudflare:workers')).exports.default.fetch(`${origin}/en/terms.csv?excel=1`);
    expect([...new Uint8Array(await raw.arrayBuffer()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('also where the first line of a cell is empty', async () => {
    const item = await liveItem('outcomes', dated);
    const commitments = ['first', 'second'].map((key) => ({ key, kind: 'event', status: 'announced' }));
    const commitmentTexts = { first: { text: 'a' }, second: { text: 'b', due: { text: '=1+1' } } };
    const texts = { en: { ...item.edition.texts.en, commitments: commitmentTexts } };
    await publish(nextEdition(item, { facts: { ...item.edition.facts, commitments }, texts }));
    const due = async (query: string) =>
      readCsv((await ask(`/en/outcomes.csv${query}`)).text).find(({ slug }) => slug === dated)?.[
        'commitments.due.text'
      ];
    expect([await due(''), await due('?excel=1')]).toEqual(['\n=1+1', "'\n=1+1"]);
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
