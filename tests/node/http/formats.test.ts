import { env } from 'cloudflare:workers';
import ICAL from 'ical.js';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readRecentChanges } from '../../../src/database/read/recent.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { checkFeed, type Element, readXml } from '../../support/formats/atom.ts';
import { readCsv } from '../../support/formats/csv.ts';
import { readCalendar } from '../../support/formats/ics.ts';
import { readMarkdown } from '../../support/formats/markdown.ts';
import { referencesIn } from '../../support/pointer.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
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
interface Outcome {
  slug: string;
  commitments: { due?: object }[];
}

const children = (element: Element, name: string) => element.children.filter((child) => child.name === name);
const textOf = (element: Element, name: string) => children(element, name)[0]?.text;
const feedAt = async (path: string) => {
  const feed = readXml((await ask(path)).text);
  checkFeed(feed);
  return feed;
};
const linksOf = (feed: Element, rel: string) =>
  children(feed, 'link')
    .map(({ attributes }) => attributes)
    .filter((attributes) => attributes.rel === rel);
const entriesAt = async (path: string) =>
  children(await feedAt(path), 'entry').map((entry) => ({ id: textOf(entry, 'id'), title: textOf(entry, 'title') }));

describe('a commitment that is due on days for which its source has no words', () => {
  it('is read with its days alone, in the item, in lists and in every format', async () => {
    const outcome = await liveItem('outcomes', dated);
    const [{ due, ...commitment }] = outcome.edition.facts.commitments as [{ due: object; key: string }];
    const texts = Object.fromEntries(
      Object.entries(outcome.edition.texts).map(([language, { commitments, ...others }]) => {
        const { due: _, ...words } = (commitments as Record<string, Record<string, unknown>>)[commitment.key] ?? {};
        return [language, { ...others, commitments: { [commitment.key]: words } }];
      }),
    );
    await publish(
      nextEdition(outcome, { texts, facts: { ...outcome.edition.facts, commitments: [{ due, ...commitment }] } }),
    );
    const days = { from: '2024-01-01', until: '2024-03-31' };
    for (const language of languageTags) {
      const read = async (path: string) =>
        (await ask(`/${language}/${path}.json`)).json as Outcome & Record<'items' | 'outcomes', Outcome[]>;
      expect((await read(`outcomes/${dated}`)).commitments[0]?.due).toEqual(days);
      const { items } = await read('outcomes');
      expect(items.find(({ slug }) => slug === dated)?.commitments[0]?.due).toEqual(days);
      const { outcomes } = await read('actions/semiconductors');
      expect(outcomes.find(({ slug }) => slug === dated)?.commitments[0]?.due).toEqual(days);
    }
    const written = async (extension: string) => (await ask(`/en/outcomes/${dated}.${extension}`)).text;
    expect(await written('html')).toContain('1 January 2024 to 31 March 2024');
    expect(await written('md')).toContain('\n  - Due: 1 January 2024 to 31 March 2024\n');
    expect(await written('jsonld')).toContain('"startTime":"2024-01-01","endTime":"2024-03-31"');
    const row = readCsv((await ask('/en/outcomes.csv?action=semiconductors')).text).find(({ slug }) => slug === dated);
    expect(row).toMatchObject({
      'commitments.due.from': '2024-01-01',
      'commitments.due.until': '2024-03-31',
      'commitments.due.text': '',
    });
  });
});

describe('every format of every kind has its URL, its media type and its place in negotiation', () => {
  it.each(kinds)('%s', async (kind) => {
    for (const what of ['item', 'collection'] as const) {
      const { slug } = recordFiles.find((file) => file.kind === kind) ?? { slug: '' };
      const path = what === 'item' ? `/en/${kind}/${slug}` : `/en/${kind}`;
      for (const { extension, mediaType, contentType = mediaType } of formatsOf(what, kind)) {
        const named = await ask(`${path}.${extension}`);
        const chosen = await ask(path, { headers: { Accept: `${mediaType}, */*;q=0.1` } });
        expect(named.headers.get('Content-Type')).toBe(contentType);
        expect(chosen.headers.get('Content-Location')).toBe(`${origin}${path}.${extension}`);
        expect(chosen.text).toBe(named.text);
        const again = await ask(`${path}.${extension}`, {
          headers: { 'If-None-Match': named.headers.get('ETag') ?? '' },
        });
        expect([again.status, again.text]).toEqual([304, '']);
      }
    }
  });
});

describe('a program takes a collection as CSV', () => {
  it('the columns are the fields of a card, and a list is a line for each entry', async () => {
    const { text } = await ask('/en/outcomes.csv?council=council-2-2024&action=data');
    const [row, ...others] = readCsv(text);
    expect(others).toEqual([]);
    expect(row).toEqual({
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
      edition: '1',
      modified: '2026-11-23T00:00:00Z',
    });
  });

  it('a page at a time: Link leads on, in CSV and with what was asked', async () => {
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
    expect(bytes(plain.text)).toEqual(bytes('slu'));
    expect(excel.headers.get('ETag')).not.toBe(plain.headers.get('ETag'));
    const raw = await (await import('cloudflare:workers')).exports.default.fetch(`${origin}/en/terms.csv?excel=1`);
    expect([...new Uint8Array(await raw.arrayBuffer()).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('nor where the first line of a cell is empty', async () => {
    const item = await liveItem('outcomes', dated);
    const commitments = ['first', 'second'].map((key) => ({ key, kind: 'event', status: 'announced' }));
    const said = { first: { text: 'a' }, second: { text: 'b', due: { text: '=1+1' } } };
    const texts = { en: { ...item.edition.texts.en, commitments: said } };
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

describe('a calendar', () => {
  const events = async (path: string) =>
    readCalendar((await ask(path)).text)
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));

  it('has each meeting as a day, in the language that was asked', async () => {
    const [, second] = await events('/ja/councils.ics');
    expect(second).toMatchObject({
      uid: `councils/council-2-2024@example.jp`,
      summary: '第2回日英デジタルパートナーシップ政務級会合',
    });
    expect([String(second?.startDate), String(second?.endDate)]).toEqual(['2024-01-16', '2024-01-17']);
  });

  it('has each commitment with a due period, to its last day', async () => {
    const [workshop, ...others] = await events(`/en/outcomes/${dated}.ics`);
    expect(others).toEqual([]);
    expect(workshop?.uid).toMatch(new RegExp(`^outcomes/${dated}/commitments/[a-z-]+@example\\.jp$`));
    expect([String(workshop?.startDate), String(workshop?.endDate)]).toEqual(['2024-01-01', '2024-04-01']);
    expect((await events('/en/outcomes.ics')).map(({ uid }) => uid)).toEqual([workshop?.uid]);
    expect(await events('/en/outcomes/council-2-2024-data.ics')).toEqual([]);
  });

  it('ends a description with the page, which most calendars show nowhere else', async () => {
    const page = `${origin}/ja/councils/council-3-2025`;
    const [third] = await events('/ja/councils.ics');
    expect(third?.description).toMatch(new RegExp(`^2025年1月22日に.+\\n\\n${page}$`));
    expect(third?.component.getFirstPropertyValue('url')).toBe(page);
  });

  it('says so where no source confirms the day', async () => {
    const council = await liveItem('councils', 'council-2-2024');
    await publish(nextEdition(council, { facts: { ...council.edition.facts, unverified: ['/date'] } }));
    expect((await events('/ja/councils/council-2-2024.ics')).map(({ summary }) => summary)).toEqual([
      '第2回日英デジタルパートナーシップ政務級会合（未確認）',
    ]);
    const outcome = await liveItem('outcomes', dated);
    await publish(
      nextEdition(outcome, { facts: { ...outcome.edition.facts, unverified: ['/commitments/0/due/until'] } }),
    );
    expect((await events(`/en/outcomes/${dated}.ics`)).map(({ summary }) => summary)).toEqual([
      'Hold a Japan-UK workshop of industry, academia and government (unverified)',
    ]);
  });

  it('goes as far as its years do', async () => {
    const outcome = await liveItem('outcomes', dated);
    const [commitment] = outcome.edition.facts.commitments as object[];
    const commitments = [{ ...commitment, due: { from: '2024-01-01', until: '9999-12-31' } }];
    await publish(nextEdition(outcome, { facts: { ...outcome.edition.facts, commitments } }));
    const [event] = await events(`/en/outcomes/${dated}.ics`);
    expect([String(event?.startDate), String(event?.endDate)]).toEqual(['2024-01-01', '9999-12-31']);
  });

  it('names the same event the same after a rename, a new edition and another order, and counts the editions', async () => {
    const before = await events(`/en/outcomes/${dated}.ics`);
    const item = await liveItem('outcomes', dated);
    const commitments = item.edition.facts.commitments as object[];
    const facts = {
      ...item.edition.facts,
      commitments: [{ key: 'first', kind: 'event', status: 'done' }, ...commitments],
    };
    await publish(nextEdition(item, { slug: 'chips', facts }));
    const after = await events('/en/outcomes/chips.ics');
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect([before[0]?.sequence, after[0]?.sequence]).toEqual([0, 1]);
    const stamp = (event: ICAL.Event | undefined) => String(event?.component.getFirstPropertyValue('dtstamp'));
    expect([stamp(before[0]), stamp(after[0])]).toEqual(['2026-11-23T00:00:00Z', '2026-12-02T00:00:00Z']);
  });
});

describe('a feed', () => {
  it('of a Joint Action has its outcomes, and is as new as the newest of them', async () => {
    const feed = await feedAt('/en/actions/data.atom');
    expect(textOf(feed, 'title')).toBe('Data');
    expect((await entriesAt('/en/actions/data.atom')).map(({ id }) => id)).toEqual(
      ['council-3-2025-data', 'council-2-2024-data', 'launch-2022-data'].map((slug) => `${origin}/en/outcomes/${slug}`),
    );
    await publish(nextEdition(await liveItem('outcomes', 'launch-2022-data'), {}));
    expect(textOf(await feedAt('/en/actions/data.atom'), 'updated')).toBe('2026-12-02T00:00:00Z');
  });

  it('of a collection goes on page by page under one id (RFC 5005)', async () => {
    const first = await feedAt('/ja/terms.atom?limit=20');
    const [next] = linksOf(first, 'next');
    const second = await feedAt((next?.href ?? '').slice(origin.length));
    expect([textOf(first, 'id'), textOf(second, 'id')]).toEqual(Array(2).fill(`${origin}/ja/terms.atom?limit=20`));
    expect(linksOf(second, 'first').map(({ href }) => href)).toEqual([`${origin}/ja/terms.atom?limit=20`]);
    expect([children(first, 'entry').length, children(second, 'entry').length]).toEqual([20, 6]);
  });

  it('keeps the id of an entry when the item is renamed, and leads to its new URL', async () => {
    await publish(nextEdition(await liveItem('terms', 'dfft'), { slug: 'free-flow' }));
    const [entry] = children(await feedAt('/en/changes.atom'), 'entry');
    expect(entry && [textOf(entry, 'id'), linksOf(entry, 'alternate')[0]?.href]).toEqual([
      `${origin}/en/terms/dfft`,
      `${origin}/en/terms/free-flow`,
    ]);
    expect((await ask('/en/terms/dfft')).status).toBe(308);
  });
});

describe('a feed reader that opens what a feed is of', () => {
  it.each([
    ['/en/changes.atom', '/en'],
    ['/ja/terms.atom', '/ja/terms.html'],
    ['/ja/actions/data.atom', '/ja/actions/data.html'],
    ['/en/outcomes.atom?status=done', '/en/outcomes.html?status=done'],
  ])('%s: is led to a page in its language by the first alternate', async (path, page) => {
    const [first] = children(await feedAt(path), 'link').filter(({ attributes }) => attributes.rel === 'alternate');
    const hreflang = path.slice(1, 3);
    expect(first?.attributes).toEqual({ rel: 'alternate', href: origin + page, type: 'text/html', hreflang });
    expect((await ask(page, { headers: { Accept: 'text/html' } })).status).toBe(200);
  });
});

describe('what was published last', () => {
  it('comes first, whatever its kind; the rest follows, 50 in all', async () => {
    await publish(
      nextEdition(await liveItem('terms', 'dfft'), {}),
      newTerm('quantum', { ja: { name: '量子', definition: '量。' } }),
    );
    const entries = await entriesAt('/ja/changes.atom');
    expect(entries.slice(0, 2)).toEqual([
      { id: `${origin}/ja/terms/dfft`, title: '信頼性のある自由なデータ流通(DFFT)' },
      { id: `${origin}/ja/terms/quantum`, title: '量子' },
    ]);
    expect(entries).toHaveLength(50);
    const [, fallback] = children(await feedAt('/en/changes.atom'), 'entry');
    expect(fallback && children(fallback, 'title')[0]).toMatchObject({ text: '量子', language: 'ja' });
    expect(await entriesAt('/en/changes.atom?fallback=none')).not.toContainEqual(
      expect.objectContaining({ title: '量子' }),
    );
  });

  it('is purged by every publication: its tags name every kind', async () => {
    const { headers } = await ask('/ja/changes.atom');
    expect(headers.get('Cache-Tag')?.split(',')).toEqual(expect.arrayContaining([...kinds]));
    expect(headers.get('CDN-Cache-Control')).toContain('max-age=86400');
    expect(headers.get('Vary')).toBeNull();
  });

  it('is a 304 until something is published or withdrawn', async () => {
    const tag = async () => (await ask('/ja/changes.atom')).headers.get('ETag') ?? '';
    const before = await tag();
    expect((await ask('/ja/changes.atom', { headers: { 'If-None-Match': before } })).status).toBe(304);
    await publish(nextEdition(await liveItem('terms', 'dfft'), {}));
    const published = await tag();
    const withdrawals = { ja: { date: '2026-12-05T00:00:00Z', notice: { ja: '取り下げました。' } } };
    await publish(nextEdition(await liveItem('terms', 'dfft'), { withdrawals }));
    expect([published === before, (await tag()) === published]).toEqual([false, false]);
    expect(await entriesAt('/ja/changes.atom')).not.toContainEqual(
      expect.objectContaining({ id: `${origin}/ja/terms/dfft` }),
    );
    expect((await entriesAt('/en/changes.atom'))[0]).toMatchObject({ id: `${origin}/en/terms/dfft` });
  });

  it('is there without a language, which is then negotiated', async () => {
    const { status, headers, text } = await ask('/changes.atom', { headers: { 'Accept-Language': 'en-GB' } });
    expect(status).toBe(200);
    expect(headers.get('Content-Location')).toBe(`${origin}/en/changes.atom`);
    expect(headers.get('Vary')).toBe('Accept-Language');
    expect(text).toBe((await ask('/en/changes.atom')).text);
  });

  it('refuses what it has no parameter for', async () => {
    const { status, json } = await ask('/en/changes.atom?limit=3');
    expect({ status, json }).toMatchObject({ status: 400, json: { parameter: 'limit', available: ['fallback'] } });
  });

  it('costs one round trip and few rows', async () => {
    const database = openDatabase(env.DB);
    const { items } = await readRecentChanges(database, { language: 'ja', fallback: true, origin });
    expect(items).toHaveLength(50);
    expect(database.cost).toMatchObject({ trips: 1, rowsWritten: 0 });
    expect(database.cost.rowsRead).toBeLessThanOrEqual(7 * referencesIn(items).length + 20);
  });
});

describe('Markdown', () => {
  it('says where it is from, in which language, and what is borrowed', async () => {
    const { text } = await ask('/ja/documents/progress-report-2024.md');
    const { front, blocks } = readMarkdown(text);
    expect(front).toMatchObject({
      id: `${origin}/documents/progress-report-2024`,
      language: 'ja',
      title: 'JAPAN-UK DIGITAL PARTNERSHIP: PROGRESS REPORT',
      fallbacks: { '/name': 'en' },
      source: `${origin}/ja/documents/progress-report-2024.md`,
      edition: 1,
    });
    expect(blocks[0]).toBe('JAPAN-UK DIGITAL PARTNERSHIP: PROGRESS REPORT（英語のみ）');
  });

  it.each(languageTags)('has a word for everything it says, in %s', async (language) => {
    const records = recordFiles.map(({ kind, slug }) => `/${language}/${kind}/${slug}.md`);
    for (const path of [...records, ...kinds.map((kind) => `/${language}/${kind}.md`)]) {
      const { text } = await ask(path);
      expect(text, path).not.toMatch(/\b(?:label|codes|countries|page)\.[a-z]|\{\{/);
    }
  });
});
