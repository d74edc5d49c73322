import { afterAll, describe, expect, it } from 'vitest';
import { readArchive } from '../../../src/database/archive/items.ts';
import { loadCommandState } from '../../../src/database/command-state.ts';
import { readEditions } from '../../../src/database/editions.ts';
import { collectionStatements, recentStatement } from '../../../src/database/read/collection-statements.ts';
import { readDocument } from '../../../src/database/read/documents.ts';
import { computeItem } from '../../../src/database/read/item.ts';
import { readSitemap } from '../../../src/database/read/sitemap.ts';
import { toItem } from '../../../src/database/rows.ts';
import { commit } from '../../../src/database/write/commit.ts';
import { rebuildListings } from '../../../src/database/write/listings.ts';
import { recordRefusals } from '../../../src/database/write/refusals.ts';
import { parameterOf } from '../../../src/kinds/definition.ts';
import { definitionOf, kinds } from '../../../src/kinds/index.ts';
import { documentContext } from '../../support/documents.ts';
import { put } from '../../support/put.ts';
import { liveItem, newTerm, startOver } from '../../support/state.ts';
import { recordingDatabase } from '../../support/statements.ts';

// D1 refuses a statement with more parameters.
const limit = 100;
const by = { who: 'tests', at: '2026-12-01T00:00:00Z' };
const options = { language: 'ja', fallback: true, ...documentContext() } as const;
const hundred = Array.from({ length: 100 }, (_, index) => `limit-${index}`);

afterAll(startOver);

describe('no statement has more than 100 parameters', () => {
  const expectWithinLimit = (sent: ReturnType<typeof recordingDatabase>['sent'], atLeast: number) => {
    expect(sent.length).toBeGreaterThanOrEqual(atLeast);
    expect(sent.filter(({ parameters }) => parameters.length > limit).map(({ sql }) => sql)).toEqual([]);
  };

  it('100 items published at once, loaded, exported and listed anew', async () => {
    const { database, sent } = recordingDatabase();
    const items = hundred.map((slug) => newTerm(slug, { en: { name: slug, definition: slug } }));
    const refs = items.map(({ kind, slug }) => ({ kind, slug }));
    await loadCommandState(database, refs, 1);
    await commit(
      database,
      items.map((live) => ({
        command: 'publish',
        by,
        item: { id: live.id, kind: live.kind, slug: live.slug },
        expects: { edition: 0 },
        editions: [live.edition],
        live,
        draft: { revision: 1, record: null },
      })),
    );
    const editions = await readEditions(
      database,
      items.map(({ id: item }) => ({ item, from: 1, until: 9 })),
    );
    expect(editions.size).toBe(100);
    const archive = await readArchive(database, { after: { item: '', edition: 0 }, moment: 1_000_000, limit: 100 });
    expect(archive.items).toHaveLength(100);
    await rebuildListings(database, 'another digest', { at: '2026-12-01T00:00:00Z' });
    expectWithinLimit(sent, 20);
  });

  it('100 refusals', async () => {
    const { database, sent } = recordingDatabase();
    await recordRefusals(
      database,
      hundred.map((slug) => ({ command: 'publish', by, item: `terms/${slug}`, code: 'not-found' })),
    );
    expectWithinLimit(sent, 1);
  });

  it.each(kinds)('%s: an item, and a page with every filter at once', async (kind) => {
    const { database, sent } = recordingDatabase();
    const filters = Object.fromEntries(definitionOf(kind).filters.map((relation) => [parameterOf(relation), 'none']));
    const after = { sort: 'a', slug: 'a', isCut: true };
    const selection = { filters, status: 'done', modifiedSince: by.at, limit: 100, after };
    const { page, total, filters: named } = collectionStatements(kind, selection, options);
    await database.batch(page, total, ...named.map(({ statement }) => statement));
    await computeItem(database, kind, 'none', options);
    await readDocument(database, kind, 'none', options);
    expectWithinLimit(sent, 4);
  });

  it('the sitemap and the items published last', async () => {
    const { database, sent } = recordingDatabase();
    await readSitemap(database, { limit: 1000, offset: 1 });
    await database.batch(recentStatement(options, 100));
    expectWithinLimit(sent, 4);
  });
});

describe('only the columns that hold JSON are parsed', () => {
  const braces = '{"not": "parsed"}';

  it('a text that begins with a brace stays text, from the database to the item', async () => {
    const texts = { en: { name: braces, definition: '[1]' }, ja: { name: '{', reading: '{', definition: '{}' } };
    await put(newTerm('braces', texts));
    expect((await liveItem('terms', 'braces')).edition.texts).toEqual(texts);
  });

  it('nor is a slug, an id or a time', () => {
    const row = {
      id: braces,
      kind: 'terms',
      slug: braces,
      first: braces,
      number: 1,
      withdrawals: '{}',
      published: '[1]',
    };
    expect(toItem({ ...row, facts: '{"a":1}', texts: '{}' })).toEqual({
      id: braces,
      kind: 'terms',
      slug: braces,
      published: braces,
      edition: { number: 1, facts: { a: 1 }, texts: {}, withdrawals: {}, published: '[1]' },
    });
  });
});
