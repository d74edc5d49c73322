import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { batchSize, refreshDocuments } from '../../../src/database/documents/refresh.ts';
import { expireDocuments } from '../../../src/database/documents/stale.ts';
import { readDocument } from '../../../src/database/read/documents.ts';
import { type Kind, kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import type { Item } from '../../../src/model/edition.ts';
import { ask } from '../../support/ask.ts';
import { computedAnew, documentContext, refreshAll } from '../../support/documents.ts';
import { interceptBatches } from '../../support/editor/batches.ts';
import { cachingOf } from '../../support/public-reads.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const at = '2026-12-01T00:00:00Z';

const staleItems = async () => {
  const { results } = await env.DB.prepare('SELECT item, failures FROM stale_documents ORDER BY item').all();
  return results;
};
const markStale = (...ids: string[]) =>
  env.DB.prepare('INSERT INTO stale_documents (item, expired, since) SELECT value, ?1, ?1 FROM json_each(?2)')
    .bind(at, JSON.stringify(ids))
    .run();
const refresh = (id?: string) => refreshDocuments(openDatabase(env.DB), documentContext(), id ? [id] : undefined);
/** The stored documents and cards, by item. */
const stored = async (item: string) => {
  const rows = async (table: string) =>
    (await env.DB.prepare(`SELECT * FROM ${table} WHERE item = ?`).bind(item).all()).results;
  return [await rows('documents'), await rows('cards')];
};
/** So many outcomes of one action that are published in English alone, newer than all there are. */
const untranslatedOutcomes = async (length: number): Promise<Item[]> => {
  const like = await liveItem('outcomes', 'launch-2022-data');
  const { en = {} } = like.edition.texts;
  const facts = { ...like.edition.facts, date: '2026-01-01' };
  return Array.from({ length }, (_, index): Item => {
    const slug = `newer-${String(index).padStart(3, '0')}`;
    return { ...like, id: `outcomes/${slug}`, slug, edition: { ...like.edition, facts, texts: { en } } };
  });
};

afterEach(async () => {
  vi.restoreAllMocks();
  await startOver();
});

describe('a reader gets the same', () => {
  const first = (kind: Kind) => recordFiles.find((file) => file.kind === kind)?.slug ?? '';
  const paths = languageTags.flatMap((language) => [
    ...kinds.flatMap((kind) =>
      ['', '?fallback=none'].flatMap((query) => [
        `/${language}/${kind}/${first(kind)}.json${query}`,
        `/${language}/${kind}.json${query}`,
      ]),
    ),
    `/${language}/changes.atom`,
  ]);
  const answers = async () => {
    const all = [];
    for (const path of paths) {
      const { status, headers, text } = await ask(path);
      all.push({ path, status, etag: headers.get('ETag'), tags: (await cachingOf(path)).tags, text });
    }
    return all;
  };

  it('from what is stored, from what is out of date, and from what was never stored', async () => {
    const fromStored = await answers();
    expect(await computedAnew(env.DB, answers)).toEqual(fromStored);
    await env.DB.exec('DELETE FROM documents; DELETE FROM cards; DELETE FROM past_documents');
    expect(await answers()).toEqual(fromStored);
  });

  it('after a publication: at once, and when it has been refreshed', async () => {
    await put(nextEdition(await liveItem('organisations', 'digital-agency'), {}));
    const atOnce = await computedAnew(env.DB, answers);
    await refreshAll(env.DB);
    expect(await answers()).toEqual(atOnce);
    expect(await staleItems()).toEqual([]);
  });

  it('where a list holds more than a hundred items that are in another language alone', async () => {
    await put(...(await untranslatedOutcomes(110)));
    const { json } = await ask('/ja/actions/data.json?fallback=none');
    const slugs = (json as { outcomes: { slug: string }[] }).outcomes.map(({ slug }) => slug);
    expect(slugs).toEqual(['council-3-2025-data', 'council-2-2024-data', 'launch-2022-data']);
    const { json: collection } = await ask('/ja/outcomes.json?fallback=none&action=data');
    expect((collection as { items: { slug: string }[] }).items.map(({ slug }) => slug)).toEqual(slugs);
  });
});

describe('a refresh', () => {
  it('stores nothing of an item that is published between its loading and its storing, which stays out of date', async () => {
    await markStale('terms/dfft', 'terms/iap');
    const before = await stored('terms/dfft');
    let batches = 0;
    const interrupted = interceptBatches(env.DB, async (batch) => {
      batches += 1;
      // The first claims, the second loads, the third stores.
      if (batches === 3) await put(nextEdition(await liveItem('terms', 'dfft'), {}));
      return batch;
    });
    expect(await refreshDocuments(openDatabase(interrupted), documentContext())).toBe(2);
    expect(await stored('terms/dfft')).toEqual(before);
    expect(await staleItems()).toEqual([{ item: 'terms/dfft', failures: 0 }]);
    // Nobody has to wait for the claim that was lost.
    expect(await refresh()).toBe(1);
    expect(await staleItems()).toEqual([]);
    expect((await stored('terms/dfft'))[0]).toMatchObject([{ edition: 2 }, { edition: 2 }, { edition: 2 }]);
  });

  it('leaves to another refresh what that has claimed, until a minute later', async () => {
    await markStale('terms/dfft');
    let inBetween: number | undefined;
    const interrupted = interceptBatches(env.DB, async (batch) => {
      if (/^insert into "documents"/.test(batch[2]?.sql ?? '')) inBetween = await refresh();
      return batch;
    });
    expect(await refreshDocuments(openDatabase(interrupted), documentContext())).toBe(1);
    expect(inBetween).toBe(0);
    await markStale('terms/dfft');
    await env.DB.exec("UPDATE stale_documents SET claim = '2099-01-01T00:00:00Z somebody'");
    expect(await refresh()).toBe(0);
    await env.DB.exec("UPDATE stale_documents SET claim = '2026-01-01T00:00:00Z somebody'");
    expect(await refresh()).toBe(1);
  });

  it('with the digest of an earlier deployment claims nothing, and stores nothing that it has claimed', async () => {
    await markStale('terms/dfft');
    const before = await stored('terms/dfft');
    const earlier = { ...documentContext(), digest: 'earlier' };
    expect(await refreshDocuments(openDatabase(env.DB), earlier)).toBe(0);
    let batches = 0;
    const interrupted = interceptBatches(env.DB, async (batch) => {
      batches += 1;
      // The digest alone, as the batch that marks everything would end the claim anyway.
      if (batches === 3) await env.DB.exec("UPDATE derived SET digest = 'later' WHERE name = 'documents'");
      return batch;
    });
    expect(await refreshDocuments(openDatabase(interrupted), documentContext())).toBe(1);
    expect(await stored('terms/dfft')).toEqual(before);
    expect(await staleItems()).toEqual([{ item: 'terms/dfft', failures: 0 }]);
  });

  it('goes on where it ended, until everything is stored', async () => {
    await expireDocuments(openDatabase(env.DB), 'other words', at);
    const context = { ...documentContext(), digest: 'other words' };
    const counts: number[] = [];
    do counts.push(await refreshDocuments(openDatabase(env.DB), context));
    while (counts.at(-1));
    expect(counts).toEqual([batchSize, recordFiles.length - batchSize, 0]);
    const digests = await env.DB.prepare('SELECT DISTINCT digest FROM documents').all();
    expect(digests.results).toEqual([{ digest: 'other words' }]);
  });
});

describe('what cannot be computed stays out of date, and everything else is stored', () => {
  const items = ['outcomes/council-2-2024-data', 'actions/data', 'actions/ai', 'terms/dfft'];

  it.each([
    ['texts', 'null'],
    ['texts', '{'],
    ['withdrawals', '{'],
    ['facts', '{'],
    ['facts', 'null'],
  ])('where %s of an item is %s: the item, and the action whose list shows it', async (column, value) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    await env.DB.prepare(`UPDATE live SET ${column} = ? WHERE id = 'outcomes/council-2-2024-data'`).bind(value).run();
    await markStale(...items);
    const before = await stored('actions/data');
    expect(await refresh()).toBe(4);
    expect(await staleItems()).toEqual([
      { item: 'actions/data', failures: 1 },
      { item: 'outcomes/council-2-2024-data', failures: 1 },
    ]);
    expect(await stored('actions/data')).toEqual(before);
    expect(
      log.mock.calls.map(([line]) => JSON.parse(line)).sort((one, other) => (one.item < other.item ? -1 : 1)),
    ).toEqual([
      { document: 'failed', item: 'actions/data', reason: expect.stringMatching(/^(?:Type|Syntax)?Error: /) },
      {
        document: 'failed',
        item: 'outcomes/council-2-2024-data',
        reason: expect.stringMatching(/^(?:Type|Syntax)?Error: /),
      },
    ]);
    // Not at once again, but when the claim has ended.
    expect(await refresh()).toBe(0);
    await env.DB.exec("UPDATE stale_documents SET claim = ''");
    expect(await refresh()).toBe(2);
    expect(await staleItems()).toMatchObject([{ failures: 2 }, { failures: 2 }]);
  });

  it('where a hundred are taken up, and those that show one of them cannot be loaded: halves find which', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    await env.DB.exec("UPDATE live SET facts = '{' WHERE id = 'outcomes/council-2-2024-data'");
    const ids = recordFiles.map(({ kind, slug }) => `${kind}/${slug}`);
    const hundred = new Set(['outcomes/council-2-2024-data', ...ids].slice(0, batchSize));
    await markStale(...hundred);
    let batches = 0;
    const counting = interceptBatches(env.DB, (batch) => {
      batches += 1;
      return batch;
    });
    expect(await refreshDocuments(openDatabase(counting), documentContext())).toBe(hundred.size);
    expect(await staleItems()).toEqual(
      ['actions/data', 'councils/council-2-2024', 'outcomes/council-2-2024-data'].map((item) => ({
        item,
        failures: 1,
      })),
    );
    expect(batches).toBeLessThan(40);
  });

  it('where the database does not answer: nothing is postponed, and what was claimed is tried again', async () => {
    await markStale(...items);
    let batches = 0;
    const cut = interceptBatches(env.DB, async (batch) => {
      batches += 1;
      if (batches > 1) throw new Error('D1_ERROR: Network connection lost.');
      return batch;
    });
    vi.spyOn(console, 'error').mockReturnValue();
    await expect(refreshDocuments(openDatabase(cut), documentContext())).rejects.toThrow('connection lost');
    // Four, two, one; and that one could not be postponed.
    expect(batches).toBe(5);
    expect(await staleItems()).toEqual(items.toSorted().map((item) => ({ item, failures: 0 })));
  });

  it('where an item is of a kind that this version does not know, as after a deployment was taken back', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const treaty = "'treaties/unknown', 'treaties', 'unknown', 1, '2026-12-01T00:00:00Z'";
    await env.DB.exec(`INSERT INTO items (id, kind, slug, live, published) VALUES (${treaty})`);
    await env.DB.exec(
      "INSERT INTO editions (item, number, facts, texts, withdrawals, published) VALUES ('treaties/unknown', 1, '{}', '{\"en\":{}}', '{}', '2026-12-01T00:00:00Z')",
    );
    await markStale(...items);
    expect(await refresh()).toBe(5);
    expect(await staleItems()).toEqual([{ item: 'treaties/unknown', failures: 1 }]);
    expect(log.mock.calls.map(([line]) => JSON.parse(line))).toEqual([
      { document: 'failed', item: 'treaties/unknown', reason: 'Error: unknown kind: treaties' },
    ]);
  });
});

describe('a reader who takes no fallback', () => {
  const rowsOf = async (item: string) => {
    const { results } = await env.DB.prepare(
      "SELECT language, fallback, both FROM documents WHERE item = ? AND language <> 'mul' ORDER BY language, fallback",
    )
      .bind(item)
      .all();
    return results;
  };
  const read = (slug: string, language: 'ja' | 'en', fallback: boolean) =>
    readDocument(openDatabase(env.DB), 'terms', slug, { ...documentContext(), language, fallback });
  const texts = {
    en: { name: 'qubit', definition: 'A unit.' },
    ja: { name: '量子', reading: 'りょうし', definition: '単位。' },
  };

  it('gets the document that is for both where nothing stands in for a text', async () => {
    await put(newTerm('qubit', texts));
    await refresh();
    expect(await rowsOf('terms/qubit')).toEqual([
      { language: 'en', fallback: 1, both: 1 },
      { language: 'ja', fallback: 1, both: 1 },
    ]);
    expect(await read('qubit', 'en', false)).toEqual(await read('qubit', 'en', true));
  });

  it('gets one of their own where a text is in another language', async () => {
    const { en } = texts;
    // No definition in Japanese: others get the English one.
    await put(newTerm('qubit', { en, ja: { name: '量子', reading: 'りょうし' } }));
    await refresh();
    expect(await rowsOf('terms/qubit')).toEqual([
      { language: 'en', fallback: 1, both: 1 },
      { language: 'ja', fallback: 0, both: 0 },
      { language: 'ja', fallback: 1, both: 0 },
    ]);
    const [own, others] = [await read('qubit', 'ja', false), await read('qubit', 'ja', true)];
    expect(JSON.parse(own?.view ?? '')).toMatchObject({ definition: null, fallbacks: {} });
    expect(JSON.parse(others?.view ?? '')).toMatchObject({ definition: 'A unit.', fallbacks: { '/definition': 'en' } });
  });

  it('gets none where the item is in another language alone, while others do', async () => {
    await put(newTerm('qubit', { en: texts.en }));
    await refresh();
    expect(await rowsOf('terms/qubit')).toEqual([
      { language: 'en', fallback: 1, both: 1 },
      { language: 'ja', fallback: 1, both: 0 },
    ]);
    expect(await read('qubit', 'ja', false)).toBeUndefined();
    expect((await ask('/ja/terms/qubit.json?fallback=none')).status).toBe(404);
    expect((await ask('/ja/terms/qubit.json')).status).toBe(200);
  });

  it('gets what is for both again when the text is translated', async () => {
    await put(newTerm('qubit', { en: texts.en, ja: { name: '量子', reading: 'りょうし' } }));
    await refresh();
    await put(nextEdition(await liveItem('terms', 'qubit'), { texts }));
    await refresh();
    expect(await rowsOf('terms/qubit')).toEqual([
      { language: 'en', fallback: 1, both: 1 },
      { language: 'ja', fallback: 1, both: 1 },
    ]);
  });
});
