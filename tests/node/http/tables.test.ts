import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readTable } from '../../../src/database/read/table.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { kinds, tables } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { computedAnew, documentContext } from '../../support/documents.ts';
import { readCsv } from '../../support/formats/csv.ts';
import { aDay, cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';

const read = async (path: string) => readCsv((await ask(path)).text);

afterEach(startOver);

describe('who counts or filters gets a table with a row for each entry', () => {
  it('of attendances: who attended which meeting, for which side, in which office', async () => {
    const { status, headers, text } = await ask('/ja/attendances.csv');
    expect([status, headers.get('Content-Type'), headers.get('Content-Language')]).toEqual([
      200,
      'text/csv; charset=utf-8; header=present',
      'ja',
    ]);
    expect(text.split('\r\n', 1)).toEqual([
      'id,language,council,council.name,council.href,date,side,participant,participant.name,role,role.name,' +
        'organisation,organisation.name,mode,fallbacks,unverified,edition,modified,licence',
    ]);
    const rows = readCsv(text);
    const attendances = recordFiles
      .filter(({ kind }) => kind === 'councils')
      .flatMap(({ record }) => (record as { facts: { attendances: unknown[] } }).facts.attendances);
    expect(rows).toHaveLength(attendances.length);
    expect(rows.find((row) => row.council === 'council-2-2024' && row.participant === 'kozuki-ryosuke')).toEqual({
      id: `${origin}/councils/council-2-2024`,
      language: 'ja',
      council: 'council-2-2024',
      'council.name': '第2回日英デジタルパートナーシップ政務級会合',
      'council.href': `${origin}/ja/councils/council-2-2024`,
      date: '2024-01-16',
      side: 'JP',
      participant: 'kozuki-ryosuke',
      'participant.name': '上月良祐',
      role: 'meti-state-minister',
      'role.name': '経済産業副大臣',
      organisation: 'meti',
      'organisation.name': '経済産業省',
      mode: '',
      fallbacks: '',
      unverified: '',
      edition: '1',
      modified: '2026-11-23T00:00:00Z',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
    });
    expect(rows.map(({ date }) => date)).toEqual(
      rows
        .map(({ date }) => date)
        .toSorted()
        .reverse(),
    );
  });

  it('of commitments: what was agreed at which meeting on which Joint Action, and until when', async () => {
    const rows = await read('/en/commitments.csv');
    const commitments = recordFiles
      .filter(({ kind }) => kind === 'outcomes')
      .flatMap(({ record }) => (record as { facts: { commitments: unknown[] } }).facts.commitments);
    expect(rows).toHaveLength(commitments.length);
    expect(rows.find(({ text }) => text === 'Launch a joint bilateral project')).toMatchObject({
      id: `${origin}/outcomes/council-2-2024-data`,
      language: 'en',
      outcome: 'council-2-2024-data',
      'outcome.href': `${origin}/en/outcomes/council-2-2024-data`,
      date: '2024-01-16',
      council: 'council-2-2024',
      action: 'data',
      'action.name': 'Data',
      kind: 'project',
      status: 'announced',
      'due.text': 'early 2024',
      recurrence: '',
    });
  });

  it('has the same rows in every language, with what is borrowed or unverified named by row', async () => {
    for (const { name } of tables) {
      const [one = [], ...others] = await Promise.all(languageTags.map((language) => read(`/${language}/${name}.csv`)));
      for (const other of others) expect(other.map(({ id }) => id)).toEqual(one.map(({ id }) => id));
    }
    const council = await liveItem('councils', 'council-2-2024');
    const { ja } = council.edition.texts;
    await put(
      nextEdition(council, {
        facts: { ...council.edition.facts, unverified: ['/date'] },
        texts: { ja: ja ?? {} },
      }),
    );
    const { text, headers } = await ask('/en/attendances.csv');
    expect(headers.get('Content-Language')).toBe('en, ja');
    const rows = readCsv(text).filter((row) => row.council === 'council-2-2024');
    expect(rows).toHaveLength(4);
    expect(rows.map(({ fallbacks }) => fallbacks)).toEqual(rows.map(() => '/council/name=ja'));
    for (const { unverified } of rows) expect(unverified).toContain('/date');
  });

  it('has pages, by the number of items', async () => {
    for (const { name } of tables) {
      const whole = await read(`/ja/${name}.csv`);
      const rows: Record<string, string>[] = [];
      let path = `/ja/${name}.csv?limit=2`;
      while (path) {
        const { text, headers } = await ask(path);
        rows.push(...readCsv(text));
        const [, next = ''] = /<([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '') ?? [];
        path = next.replace(origin, '');
      }
      expect(rows).toEqual(whole);
    }
  });

  it('has a mark for Excel, and nothing else, with excel=1', async () => {
    const [plain, marked] = [await ask('/ja/attendances.csv'), await ask('/ja/attendances.csv?excel=1')];
    expect(marked.text.replace(/^\uFEFF/, '')).toBe(plain.text);
  });
});

describe('a table is negotiated, cached and purged like every answer', () => {
  it('without a language, Accept-Language decides', async () => {
    const { status, headers, text } = await ask('/commitments.csv', { headers: { 'Accept-Language': 'en-GB' } });
    expect([status, headers.get('Content-Location'), headers.get('Vary')]).toEqual([
      200,
      `${origin}/en/commitments.csv`,
      'Accept-Language',
    ]);
    expect(text).toBe((await ask('/en/commitments.csv')).text);
  });

  it('a 304 while nothing has changed; a publication changes the tag', async () => {
    for (const { name, kind } of tables) {
      const path = `/ja/${name}.csv`;
      const etag = (await ask(path)).headers.get('ETag') ?? '';
      expect((await ask(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
      const slug = recordFiles.find((file) => file.kind === kind)?.slug ?? '';
      await put(nextEdition(await liveItem(kind, slug), {}));
      const changed = await ask(path, { headers: { 'If-None-Match': etag } });
      expect(changed.status).toBe(200);
      expect(readCsv(changed.text).some(({ edition }) => edition === '2')).toBe(true);
      expect((await ask(path)).headers.get('ETag')).toBe(changed.headers.get('ETag'));
    }
  });

  it('is kept under the tag of its kind, which each publication of one of its items purges', async () => {
    for (const { name, kind } of tables) {
      expect(await cachingOf(`/ja/${name}.csv`)).toEqual({ lifetime: aDay, tags: expect.arrayContaining([kind]) });
      const slug = recordFiles.find((file) => file.kind === kind)?.slug ?? '';
      await put(nextEdition(await liveItem(kind, slug), {}));
      const { results } = await env.DB.prepare('SELECT tag FROM purges WHERE tag = ?').bind(kind).all();
      expect(results).toEqual([{ tag: kind }]);
    }
  });

  it('where all of it is out of date: the same, computed in one round trip more for all', async () => {
    const options = { language: 'ja', fallback: true, ...documentContext() } as const;
    const read = async () => {
      const database = openDatabase(env.DB);
      const { documents } = await readTable(database, 'outcomes', { filters: {}, limit: 200 }, options);
      return {
        trips: database.cost.trips,
        versions: documents.map(({ item, version, view }) => [item, version, view]),
      };
    };
    const stored = await read();
    expect(stored).toMatchObject({ trips: 2, versions: { length: 14 } });
    // The page of cards takes one more, too.
    expect(await computedAnew(env.DB, read)).toEqual({ ...stored, trips: 4 });
  });

  it('links to the other language, the licence and itself', async () => {
    const { headers } = await ask('/ja/attendances.csv');
    expect(headers.get('Link')?.split(', ')).toEqual([
      `<${origin}/ja/attendances.csv>; rel="canonical"`,
      `<${origin}/ja/attendances.csv>; rel="alternate"; hreflang="ja"; type="text/csv"`,
      `<${origin}/en/attendances.csv>; rel="alternate"; hreflang="en"; type="text/csv"`,
      '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    ]);
  });

  it.each([
    ['/ja/attendances.json', 404, 'unknown-format'],
    ['/ja/attendances', 404, 'unknown-collection'],
    ['/mul/attendances.csv', 404, 'not-found'],
    ['/ja/attendances.csv?limit=0', 400, 'invalid-parameter'],
    ['/ja/attendances.csv?status=done', 400, 'invalid-parameter'],
    ['/ja/attendances.csv?after=x', 400, 'invalid-parameter'],
  ])('%s is a %i', async (path, status, code) => {
    expect((await ask(path)).json).toMatchObject({ status, type: `${origin}/problems/${code}` });
  });
});

it('the home and the pages of the collections lead to the tables', async () => {
  for (const language of languageTags) {
    const { tables: listed } = (await ask(`/${language}`)).json as { tables: object[] };
    expect(listed).toEqual(
      tables.map(({ name }) => ({
        name,
        title: expect.any(String),
        href: `${origin}/${language}/${name}.csv`,
      })),
    );
    for (const { name, kind } of tables)
      expect((await ask(`/${language}/${kind}.html`)).text).toContain(`href="/${language}/${name}.csv"`);
  }
  expect(formatsOf('table').map(({ extension }) => extension)).toEqual(['csv']);
  expect(tables.every(({ name }) => !kinds.some((kind) => kind === name))).toBe(true);
});
