import { env } from 'cloudflare:workers';
import type { Compilable } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readCollection } from '../../../src/database/read/collection.ts';
import { collectionStatements, type Selection } from '../../../src/database/read/collection-statements.ts';
import { documentStatement, readDocument } from '../../../src/database/read/documents.ts';
import { computeItem } from '../../../src/database/read/item.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { parameterOf, relationsOf } from '../../../src/kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../../../src/kinds/index.ts';
import { languageTags } from '../../../src/languages.ts';
import { parseView } from '../../../src/model/document.ts';
import { documentContext } from '../../support/documents.ts';
import { recordFiles } from '../../support/records.ts';

const options = { language: 'ja', fallback: true, ...documentContext() } as const;
const slugsOf = (kind: Kind) => recordFiles.filter((file) => file.kind === kind).map(({ slug }) => slug);
// The items that a filter of a kind may name.
const targetsOf = (kind: Kind, relation: string) =>
  relationsOf(definitionOf(kind).fields)
    .filter((known) => known.relation === relation)
    .flatMap((known) => slugsOf(known.kind as Kind));

describe.each(kinds)('a read of %s costs one round trip and few rows', (kind) => {
  it('an item: one row by key, and the digest that it was made with', async () => {
    for (const slug of slugsOf(kind)) {
      const database = openDatabase(env.DB);
      expect(await readDocument(database, kind, slug, options), slug).toMatchObject({ item: `${kind}/${slug}` });
      expect(database.cost, slug).toMatchObject({ trips: 1, rowsWritten: 0 });
      expect(database.cost.rowsRead, slug).toBeLessThanOrEqual(2);
    }
  });

  it('a page: its listing rows, a card for each, and ten rows at most', async () => {
    for (const limit of [1, 50]) {
      const database = openDatabase(env.DB);
      const page = await readCollection(database, kind, { filters: {}, limit }, options);
      expect(page.cards).toHaveLength(Math.min(limit, slugsOf(kind).length));
      expect(page.stale).toEqual([]);
      expect(database.cost).toMatchObject({ trips: 1, rowsWritten: 0 });
      expect(database.cost.rowsRead).toBeLessThanOrEqual(2 * page.cards.length + 10);
    }
  });

  it('a page of a filter: four rows a card and ten at most, also where nothing passes it', async () => {
    for (const relation of definitionOf(kind).filters)
      for (const slug of [...targetsOf(kind, relation), 'no-such-thing']) {
        const database = openDatabase(env.DB);
        const filters = { [parameterOf(relation)]: slug };
        const page = await readCollection(database, kind, { filters, limit: 50 }, options);
        expect(database.cost).toMatchObject({ trips: 1, rowsWritten: 0 });
        expect(database.cost.rowsRead, slug).toBeLessThanOrEqual(4 * page.cards.length + 10);
      }
  });

  it('what is not there: next to nothing', async () => {
    const database = openDatabase(env.DB);
    expect(await readDocument(database, kind, 'no-such-thing', options)).toBeUndefined();
    expect(await computeItem(database, kind, 'no-such-thing', options)).toEqual({ state: 'missing' });
    expect(database.cost).toMatchObject({ trips: 2, rowsWritten: 0 });
    expect(database.cost.rowsRead).toBeLessThanOrEqual(10);
  });

  it('no format changes the view that it writes', async () => {
    const stored = await readDocument(openDatabase(env.DB), kind, slugsOf(kind)[0] ?? '', options);
    if (!stored) throw new Error(`the first of ${kind} is not stored`);
    const { item: id, head, view: text } = stored;
    const view = parseView(id, text ?? '', head);
    const self = `${options.origin}/ja/${kind}/${view.slug}`;
    const nowhere = { alternates: {}, formats: {}, mediaTypes: {}, flags: new Set<string>(), more: {} };
    for (const { extension, item } of formatsOf('item', kind)) {
      expect(
        item?.(view, { id: self, origin: options.origin, self, canonical: self, first: self, ...nowhere }),
      ).toBeTruthy();
      expect(view, extension).toEqual(parseView(id, text ?? '', head));
    }
  });
});

const planOf = async (query: Compilable<unknown>): Promise<string[]> => {
  const { sql, parameters } = query.compile();
  const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...parameters)
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
};

/** The steps that go through a whole table; the page just found and a list of our own are not tables. */
const scansOf = (plan: readonly string[]) =>
  plan.filter((step) => /^SCAN (?!page\b|held\b|json_each\b|CONSTANT ROW)/.test(step));

describe.each(kinds)('the database finds %s by its indexes alone', (kind) => {
  const filters = Object.fromEntries(
    definitionOf(kind).filters.map((relation) => [parameterOf(relation), 'some-slug']),
  );
  const after = { sort: 'か', slug: 'some-slug', isCut: false };
  const modifiedSince = '2026-01-01T00:00:00Z';
  const selections: [string, Selection][] = [
    ['the whole kind', { filters: {}, limit: 50 }],
    ['the next page', { filters: {}, limit: 50, after }],
    ['the page behind a long name', { filters: {}, limit: 50, after: { ...after, isCut: true } }],
    ['one status', { filters: {}, status: 'ongoing', limit: 100 }],
    ['everything at once', { filters, status: 'done', modifiedSince, limit: 1, after }],
    ['what was modified lately', { filters: {}, modifiedSince, limit: 50 }],
    ...Object.entries(filters).map(([name, slug]): [string, Selection] => [
      name,
      { filters: { [name]: slug }, limit: 9 },
    ]),
  ];

  it.each(languageTags)('an item in %s, with its lists', async (language) => {
    for (const fallback of [true, false]) {
      const query = documentStatement(kind, 'some-slug', { ...options, language, fallback });
      expect(scansOf(await planOf(query)), query.compile().sql).toEqual([]);
    }
  });

  it.each(selections)('a page: %s', async (_, selection) => {
    for (const fallback of [true, false]) {
      const { page, total, filters: named } = collectionStatements(kind, selection, { ...options, fallback });
      for (const query of [page, total, ...named.map(({ statement }) => statement)])
        expect(scansOf(await planOf(query)), query.compile().sql).toEqual([]);
    }
  });
});

it('a scan would be noticed', async () => {
  const { results } = await env.DB.prepare('EXPLAIN QUERY PLAN SELECT * FROM editions').all<{ detail: string }>();
  expect(scansOf(results.map(({ detail }) => detail))).toEqual(['SCAN editions']);
});
