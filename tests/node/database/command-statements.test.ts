import { env } from 'cloudflare:workers';
import type { Compilable } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCommandState, selectEdition, selectReferrers } from '../../../src/database/command-state.ts';
import { openDatabase } from '../../../src/database/connection.ts';
import { selectDrafts as selectDraftPage, selectEvents, selectLive } from '../../../src/database/editor-queries.ts';
import { loadLinkTargets, selectDrafts, selectItems } from '../../../src/database/link-targets.ts';
import { startOver } from '../../support/state.ts';

const data = { kind: 'actions', slug: 'data' } as const;
const nowhere = { kind: 'terms', slug: 'nowhere' } as const;

const draft = `INSERT INTO drafts (item, kind, slug, revision, record, saved, who)
  VALUES ('terms/nowhere', 'terms', 'nowhere', 3, '{"a":1}', '2026-12-01T00:00:00Z', 'editor')`;
const event = `INSERT INTO events (at, who, command, item, edition, revision, code, detail)
  VALUES ('2026-12-01T00:00:00Z', 'editor', 'save', 'terms/nowhere', NULL, 3, NULL, '{}')`;

beforeAll(async () => {
  await startOver();
  await env.DB.batch([draft, event].map((sql) => env.DB.prepare(sql)));
  return startOver;
});

const requested = 'json_each(?) as "requested"';
const bySlug = `"slugs" on ("slugs"."kind" = "requested"."value"->>'$."kind"' and "slugs"."slug" = "requested"."value"->>'$."slug"')`;
const ids = `(select coalesce("slugs"."item", "requested"."value"->>'$."key"') as "id" from ${requested} left join ${bySlug})`;
const whole =
  '"live"."id", "live"."kind", "live"."slug", "live"."first", "live"."number", "live"."withdrawals", "live"."published", "live"."facts", "live"."texts"';

// Statement, SQL, the rows as far as they are fixed.
const statements: [string, Compilable<object>, string, object[]][] = [
  [
    'the live items of references',
    selectItems([data, nowhere]),
    `select ${whole}, "live"."since", "requested"."value"->>'$."key"' as "requested" from ${requested} inner join ${bySlug} inner join "live" on "live"."id" = "slugs"."item"`,
    [{ id: 'actions/data', kind: 'actions', slug: 'data', number: 1, withdrawals: '{}', requested: 'actions/data' }],
  ],
  [
    'the drafts of references',
    selectDrafts([data, nowhere]),
    `select "drafts"."item", "drafts"."revision", "drafts"."base", "drafts"."record", "drafts"."saved", "drafts"."who", "revisions"."changed" from "drafts" left join "revisions" on "revisions"."item" = "drafts"."item" and "revisions"."revision" = "drafts"."revision" where "drafts"."item" in ${ids}`,
    [{ item: 'terms/nowhere', revision: 3, record: '{"a":1}', saved: '2026-12-01T00:00:00Z', who: 'editor' }],
  ],
  [
    'the items that link to references',
    selectReferrers([data, nowhere]),
    `select "target"."id" as "target", "items"."kind", "items"."slug" from ${ids} as "target" inner join "items" on "items"."id" in (select distinct "links"."source" from "links" where "links"."target" = "target"."id" and "links"."source" <> "target"."id" limit ?)`,
    ['council-2-2024-data', 'council-3-2025-data', 'launch-2022-data'].map((slug) => ({
      target: 'actions/data',
      kind: 'outcomes',
      slug,
    })),
  ],
  [
    'an edition of references',
    selectEdition([data], 1),
    `select "editions"."item", "editions"."number", "editions"."facts", "editions"."texts", "editions"."withdrawals", "editions"."published", "editions"."schema", "editions"."erased" from "editions" where "item" in ${ids} and "number" = ?`,
    [{ item: 'actions/data', number: 1, withdrawals: '{}' }],
  ],
  [
    'the newest events',
    selectEvents({ limit: 1 }),
    'select * from "events" where "id" < ? order by "id" desc limit ?',
    [{ at: '2026-12-01T00:00:00Z', who: 'editor', command: 'save', item: 'terms/nowhere', revision: 3 }],
  ],
  [
    'the events of an item before another event',
    selectEvents({ item: 'terms/nowhere', before: 1_000_000, limit: 5 }),
    'select * from "events" where "id" < ? and "item" = ? order by "id" desc limit ?',
    [{ item: 'terms/nowhere', edition: null, code: null, detail: '{}' }],
  ],
  [
    'a page of drafts',
    selectDraftPage('', 5),
    'select "drafts"."item", "drafts"."kind", coalesce("items"."slug", "drafts"."slug") as "slug", "drafts"."revision", "drafts"."saved", "drafts"."who" from "drafts" left join "items" on "items"."id" = "drafts"."item" where "drafts"."record" is not null and "drafts"."item" > ? order by "drafts"."item" limit ?',
    [{ item: 'terms/nowhere', kind: 'terms', slug: 'nowhere', revision: 3 }],
  ],
  [
    'a page of live items',
    selectLive('actions/zzz', 1),
    `select ${whole} from "live" where "id" > ? order by "id" limit ?`,
    [{ id: 'councils/council-2-2024', slug: 'council-2-2024', number: 1 }],
  ],
];

describe.each(statements)('%s', (_, statement, text, rows) => {
  const { sql, parameters } = statement.compile();

  it('is this SQL', () => expect(sql).toBe(text));

  it('is found by keys and indexes', async () => {
    const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...parameters)
      .all<{ detail: string }>();
    const steps = plan.results.map(({ detail }) => detail);
    // `requested` is a parameter, `page` a subquery.
    expect(steps.filter((step) => /^SCAN (?!requested|page\b)/.test(step))).toEqual([]);
    expect(steps.some((step) => step.startsWith('SEARCH'))).toBe(true);
  });

  it('has these rows', async () => {
    const [found] = await openDatabase(env.DB).batch(statement);
    expect(found).toEqual(rows.map((row) => expect.objectContaining(row)));
  });
});

describe('a state is loaded in one round trip', () => {
  it('of an item, with a past edition of it', async () => {
    const database = openDatabase(env.DB);
    const state = (await loadCommandState(database, [data], 1)).state(data);
    expect(database.cost.trips).toBe(1);
    expect(state).toMatchObject({ id: 'actions/data', slug: 'data', revision: 0, live: { edition: { number: 1 } } });
    expect([state.edition(1)?.number, state.edition(2)]).toEqual([1, undefined]);
    expect(state.referrers).toContain('outcomes/council-3-2025-data');
  });

  it('of an item that has only a draft', async () => {
    const state = (await loadCommandState(openDatabase(env.DB), [nowhere])).state(nowhere);
    expect(state).toMatchObject({ id: 'terms/nowhere', revision: 3, draft: { record: { a: 1 } }, referrers: [] });
    expect([state.live, state.hasDraft('terms', 'nowhere')]).toEqual([undefined, true]);
  });

  it('and its link targets in another, none where there are no links', async () => {
    const database = openDatabase(env.DB);
    const state = (await loadCommandState(database, [nowhere])).state(nowhere);
    await loadLinkTargets(database, []);
    expect(database.cost.trips).toBe(1);
    const { linkTarget, slugOwner } = (await loadLinkTargets(database, [data])).withTargets(state);
    expect(database.cost.trips).toBe(2);
    expect(linkTarget('actions', 'data')).toMatchObject({ id: 'actions/data', withdrawn: false });
    expect([slugOwner('actions', 'data'), slugOwner('terms', 'dfft')]).toEqual(['actions/data', undefined]);
  });
});
