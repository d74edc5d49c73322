import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { refreshDocuments } from '../../../src/database/documents/refresh.ts';
import { expireDocuments } from '../../../src/database/documents/stale.ts';
import { languageTags } from '../../../src/languages.ts';
import { documentIn } from '../../support/docs/documents.ts';
import { documentContext } from '../../support/documents.ts';
import { COPY, resetDatabase } from '../../support/editor/databases.ts';
import { loadedOn } from '../../support/examples.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

// When the words were stored that all documents are made with (tests/support/documents.ts).
const since = '2026-11-01T00:00:00Z';

interface PastRow {
  language: string;
  fallback: number;
  since: string;
  until: string;
  slug: string;
  edition: number;
  head: string;
  view: string | null;
}

const pastOf = async (item: string): Promise<PastRow[]> => {
  const { results } = await env.DB.prepare(
    "SELECT language, fallback, since, until, slug, edition, head, view FROM past_documents WHERE item = ? AND language <> 'mul' ORDER BY until, language, fallback",
  )
    .bind(item)
    .all<PastRow>();
  return results;
};
const storedOf = async (item: string) => {
  const { results } = await env.DB.prepare(
    "SELECT slug, language, fallback, both, since, edition, view FROM documents WHERE item = ? AND language <> 'mul' ORDER BY slug, language, fallback",
  )
    .bind(item)
    .all<Record<string, unknown>>();
  return results;
};
const refresh = async (context = documentContext()) => {
  const database = openDatabase(env.DB);
  while ((await refreshDocuments(database, context)) > 0);
};
const viewsOf = async (item: string) => (await storedOf(item)).map(({ view }) => view);

afterEach(startOver);

describe('a document that is replaced is kept', () => {
  it('whole where its own edition has changed, from when until when readers got it', async () => {
    const [en, ja] = await viewsOf('terms/dfft');
    await put(nextEdition(await liveItem('terms', 'dfft'), {}));
    await refresh();
    const until = '2026-12-02T00:00:00Z';
    const past = { fallback: 1, since, until, slug: 'dfft', edition: 1, head: expect.any(String) };
    expect(await pastOf('terms/dfft')).toEqual([
      { ...past, language: 'en', view: en },
      { ...past, language: 'ja', view: ja },
    ]);
    expect(await storedOf('terms/dfft')).toMatchObject([
      { language: 'en', since: until, edition: 2 },
      { language: 'ja', since: until, edition: 2 },
    ]);
    await put(nextEdition(await liveItem('terms', 'dfft'), {}));
    await refresh();
    expect((await pastOf('terms/dfft')).map((row) => [row.edition, row.since, row.until, row.language])).toEqual([
      [1, since, until, 'en'],
      [1, since, until, 'ja'],
      [2, until, '2026-12-03T00:00:00Z', 'en'],
      [2, until, '2026-12-03T00:00:00Z', 'ja'],
    ]);
  });

  it('without its view where another item has changed, whose edition its head names', async () => {
    await put(nextEdition(await liveItem('actions', 'data'), {}));
    await refresh();
    const past = await pastOf('outcomes/launch-2022-data');
    expect(past.map(({ language, until, edition, view }) => ({ language, until, edition, view }))).toEqual([
      { language: 'en', until: '2026-12-02T00:00:00Z', edition: 1, view: null },
      { language: 'ja', until: '2026-12-02T00:00:00Z', edition: 1, view: null },
    ]);
    for (const { head } of past)
      expect(JSON.parse(head).dependencies.toSorted()).toEqual([
        ['actions/data', 1, loadedOn],
        ['councils/launch-2022', 1, loadedOn],
        ['outcomes/launch-2022-data', 1, loadedOn],
      ]);
  });

  it('whole where the words have changed', async () => {
    const [en, ja] = await viewsOf('actions/data');
    await expireDocuments(openDatabase(env.DB), 'other words', '2026-12-01T00:00:00Z');
    // Another origin stands for them: every card in a document has a URL.
    await refresh({ digest: 'other words', origin: 'https://other.example' });
    expect((await pastOf('actions/data')).map(({ until, edition, view }) => ({ until, edition, view }))).toEqual([
      { until: '2026-12-01T00:00:00Z', edition: 1, view: en },
      { until: '2026-12-01T00:00:00Z', edition: 1, view: ja },
    ]);
  });

  it('not where readers get the same as before, which they have got since then', async () => {
    const before = await storedOf('terms/dfft');
    await expireDocuments(openDatabase(env.DB), 'other words', '2026-12-01T00:00:00Z');
    await refresh({ ...documentContext(), digest: 'other words' });
    expect(await storedOf('terms/dfft')).toEqual(before);
    expect(await env.DB.prepare('SELECT count(*) AS rows FROM past_documents').first('rows')).toBe(0);
  });

  it('at its old slug where it is renamed, and the new slug has its document', async () => {
    const [en, ja] = await viewsOf('terms/dfft');
    await put(nextEdition(await liveItem('terms', 'dfft'), { slug: 'trusted-data-flow' }));
    await refresh();
    expect(await pastOf('terms/dfft')).toMatchObject([
      { language: 'en', slug: 'dfft', edition: 1, until: '2026-12-02T00:00:00Z', view: en },
      { language: 'ja', slug: 'dfft', edition: 1, until: '2026-12-02T00:00:00Z', view: ja },
    ]);
    expect(await storedOf('terms/dfft')).toMatchObject([
      { language: 'en', slug: 'trusted-data-flow', edition: 2, since: '2026-12-02T00:00:00Z' },
      { language: 'ja', slug: 'trusted-data-flow', edition: 2, since: '2026-12-02T00:00:00Z' },
    ]);
  });

  it('in the language in which it is withdrawn, where nothing is stored any more', async () => {
    const [en] = await viewsOf('terms/dfft');
    const withdrawals = { en: { date: '2026-12-02T00:00:00Z', notice: { en: 'Ended', ja: '終了' } } };
    await put(nextEdition(await liveItem('terms', 'dfft'), { withdrawals }));
    await refresh();
    const past = await pastOf('terms/dfft');
    expect(past[0]).toMatchObject({ language: 'en', until: '2026-12-02T00:00:00Z', view: en });
    expect((await storedOf('terms/dfft')).map(({ language }) => language)).toEqual(['ja']);
  });
});

describe('two publications before one refresh', () => {
  it('the document before both was current until the first of them', async () => {
    await put(nextEdition(await liveItem('terms', 'dfft'), {}));
    await put(nextEdition(await liveItem('terms', 'dfft'), {}));
    await refresh();
    expect((await pastOf('terms/dfft')).map(({ edition, until }) => [edition, until])).toEqual([
      [1, '2026-12-02T00:00:00Z'],
      [1, '2026-12-02T00:00:00Z'],
    ]);
  });
});

describe('what readers got who take no fallback', () => {
  const names = {
    en: { name: 'qubit', definition: 'A unit.' },
    ja: { name: '量子', reading: 'りょうし', definition: '単位。' },
  };

  it('is kept where a document for all readers becomes one for some', async () => {
    await put(newTerm('qubit', names));
    await refresh();
    expect(await storedOf('terms/qubit')).toMatchObject([
      { language: 'en', both: 1 },
      { language: 'ja', both: 1 },
    ]);
    // English is not published any more: who takes no fallback gets a 404 there, and others the Japanese text.
    await put(nextEdition(await liveItem('terms', 'qubit'), { texts: { ja: names.ja } }));
    await refresh();
    const { results } = await env.DB.prepare(
      "SELECT * FROM past_documents WHERE item = 'terms/qubit' AND language = 'en'",
    ).all<Record<string, unknown>>();
    expect(results.some(({ fallback, both }) => fallback === 0 || both === 1)).toBe(true);
  });
});

describe('a service that moves', () => {
  it('takes along what readers got in the past, up to the move, by the lines of the guide', async () => {
    await put(nextEdition(await liveItem('terms', 'dfft'), {}));
    await refresh();
    const [before, current] = [await pastOf('terms/dfft'), await storedOf('terms/dfft')];
    const commands = languageTags.map(
      (language) => /d1 execute \S+ --remote --command "(.+)"/.exec(documentIn(language, 'deploy'))?.[1] ?? '',
    );
    expect(new Set(commands).size).toBe(1);
    await env.DB.prepare(commands[0] ?? '').run();
    const moved = await pastOf('terms/dfft');
    expect(moved.filter(({ edition }) => edition === 1)).toEqual(before);
    expect(moved.filter(({ edition }) => edition === 2)).toMatchObject(
      current.map(({ language, since, edition, view }) => ({ language, since, edition, view })),
    );
    // As `wrangler d1 export` writes them: nothing else has to be there.
    await resetDatabase(COPY);
    const { results } =
      await env.DB.prepare('SELECT * FROM past_documents').all<Record<string, string | number | null>>();
    const columns = Object.keys(results[0] ?? {}).map((column) => `"${column}"`);
    const insert = `INSERT INTO past_documents (${columns}) VALUES (${columns.map(() => '?')})`;
    await COPY.batch(results.map((row) => COPY.prepare(insert).bind(...Object.values(row))));
    expect((await COPY.prepare('SELECT * FROM past_documents').all()).results).toEqual(results);
    await resetDatabase(COPY);
  });
});
