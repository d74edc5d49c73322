import { type Compilable, sql } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { type Item, languagesOf, linksOf } from '../../model/edition.ts';
import { type Database, statement } from '../connection.ts';
import { jsonChunks } from './json-chunks.ts';
import { listingStatements } from './listings.ts';
import { enqueueStatements } from './purge-outbox.ts';

// An event comes first. Where the ground has moved since the decision its time is NULL, which the table refuses: so
// the whole batch fails, as D1 has no other way to make a statement's condition everybody's.
const record = (changes: readonly Change[]): Compilable<unknown>[] =>
  jsonChunks(
    changes.map(({ verb, by, item, expects, live, draft, detail = {} }) => ({
      ...by,
      verb,
      item: item.id,
      kind: item.kind,
      slug: item.slug,
      edition: live?.edition.number,
      revision: draft?.revision,
      expects,
      detail: JSON.stringify(detail),
    })),
  ).map((rows) =>
    statement(sql`INSERT INTO events (at, who, command, item, edition, revision, detail)
      SELECT CASE WHEN
          coalesce((SELECT live FROM items WHERE id = event.value ->> 'item'), 0) = event.value ->> '$.expects.edition'
          AND (event.value ->> '$.expects.revision' IS NULL OR event.value ->> '$.expects.revision' =
            coalesce((SELECT revision FROM drafts WHERE drafts.item = event.value ->> 'item'), 0))
          AND NOT EXISTS (SELECT 1 FROM json_each(event.value, '$.expects.targets') AS target
            LEFT JOIN items ON items.id = target.value WHERE coalesce(items.withdrawn, 1) = 1)
          AND NOT EXISTS (SELECT 1 FROM json_each(event.value, '$.expects.unchanged') AS other
            LEFT JOIN items ON items.id = other.value ->> 'id' WHERE coalesce(items.live, 0) <> other.value ->> 'edition')
          AND NOT EXISTS (SELECT 1 FROM json_each(event.value, '$.expects.withoutDraft') AS undrafted
            JOIN drafts ON drafts.item = undrafted.value WHERE drafts.record IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM slugs WHERE slugs.kind = event.value ->> 'kind'
            AND slugs.slug = event.value ->> 'slug' AND slugs.item <> event.value ->> 'item')
          AND NOT (event.value ->> '$.expects.unlinked' IS NOT NULL AND EXISTS (
            SELECT 1 FROM links WHERE links.target = event.value ->> 'item' AND links.source <> links.target))
        THEN event.value ->> 'at' END,
        event.value ->> 'who', event.value ->> 'verb', event.value ->> 'item', event.value ->> 'edition',
        event.value ->> 'revision', event.value ->> 'detail'
      FROM json_each(${rows}) AS event`),
  );

const isGone = ({ edition }: Item): boolean => languagesOf(edition).length === 0;

const appear = (changes: readonly Change[]): Compilable<unknown>[] => [
  ...jsonChunks(
    changes.flatMap(({ live, slugs = [] }) =>
      live
        ? [
            {
              ...live,
              edition: undefined,
              live: live.edition.number,
              withdrawn: isGone(live) ? 1 : 0,
              slugs: [live.slug, ...slugs],
            },
          ]
        : [],
    ),
  ).flatMap((rows) => [
    statement(sql`INSERT INTO items (id, kind, slug, live, published, withdrawn)
      SELECT value ->> 'id', value ->> 'kind', value ->> 'slug', value ->> 'live', value ->> 'published', value ->> 'withdrawn'
      FROM json_each(${rows}) WHERE true
      ON CONFLICT (id) DO UPDATE SET live = excluded.live, slug = excluded.slug, withdrawn = excluded.withdrawn`),
    // A slug that leads to another item is refused here at the latest; one that leads to this item already is not.
    statement(sql`INSERT INTO slugs (kind, slug, item)
      SELECT item.value ->> 'kind', slug.value, item.value ->> 'id'
      FROM json_each(${rows}) AS item, json_each(item.value, '$.slugs') AS slug
      WHERE NOT EXISTS (SELECT 1 FROM slugs WHERE slugs.kind = item.value ->> 'kind' AND slugs.slug = slug.value
        AND slugs.item = item.value ->> 'id')`),
  ]),
  // The primary key (item, number) refuses the second of two publications, and with it the whole batch.
  ...jsonChunks(
    changes.flatMap(({ item, editions = [] }) =>
      editions.map(({ number, facts, texts, withdrawals, published }) => {
        const parts = [facts, texts, withdrawals].map((part) => JSON.stringify(part));
        return [item.id, number, ...parts, published];
      }),
    ),
  ).map((rows) =>
    statement(sql`INSERT INTO editions (item, number, facts, texts, withdrawals, published)
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(${rows})`),
  ),
  ...jsonChunks(
    changes.flatMap(({ item, by, draft }) =>
      draft
        ? [
            {
              ...item,
              ...by,
              revision: draft.revision,
              record: draft.record === null ? null : JSON.stringify(draft.record),
            },
          ]
        : [],
    ),
  ).map((rows) =>
    statement(sql`INSERT INTO drafts (item, kind, slug, revision, record, saved, who)
      SELECT value ->> 'id', value ->> 'kind', value ->> 'slug', value ->> 'revision', value ->> 'record', value ->> 'at', value ->> 'who'
      FROM json_each(${rows}) WHERE true
      ON CONFLICT (item) DO UPDATE SET revision = excluded.revision, record = excluded.record, saved = excluded.saved,
        who = excluded.who, slug = excluded.slug`),
  ),
];

const relink = (items: readonly Item[]): Compilable<unknown>[] => [
  ...jsonChunks(items.map(({ id }) => id)).map((ids) =>
    statement(sql`DELETE FROM links WHERE source IN (SELECT value FROM json_each(${ids}))`),
  ),
  ...jsonChunks(
    items
      .filter((item) => !isGone(item))
      .flatMap(({ id, kind, edition }) => linksOf(kind, edition.facts).map((link) => ({ id, ...link }))),
  ).map((rows) =>
    statement(sql`INSERT INTO links (source, relation, place, target)
        SELECT link.value ->> 'id', link.value ->> 'relation', link.value ->> 'position', slugs.item
        FROM json_each(${rows}) AS link
        JOIN slugs ON slugs.kind = link.value ->> 'kind' AND slugs.slug = link.value ->> 'slug'`),
  ),
];

/**
 * Writes changes that were decided, each with its event and all that follows from it (slugs, links, listings and, by
 * trigger, counters; what caches are to forget), in one atomic batch. It decides nothing.
 * @throws Contended when the ground has moved since the decision; nothing is written then.
 */
export const commit = async (database: Database, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return;
  const live = changes.flatMap((change) => change.live ?? []);
  const owed = enqueueStatements(changes.flatMap(({ live: item, slugs }) => (item ? [{ live: item, slugs }] : [])));
  await database.batch(
    ...record(changes),
    ...owed.before,
    ...appear(changes),
    ...relink(live),
    ...owed.after,
    ...listingStatements(live),
  );
};

/** A refusal as it is kept. */
export interface Refused extends Pick<Change, 'verb' | 'by'> {
  item: string;
  code: string;
}

/** Keeps that a known person was refused something: who, what, when and why. Nothing else changes. */
export const recordRefusal = async (database: Database, refusals: readonly Refused[]): Promise<void> => {
  const rows = refusals.map(({ verb, by, item, code }) => ({
    at: by.at,
    who: by.who,
    command: verb,
    item,
    code,
    detail: '{}',
  }));
  await database.batch(
    ...jsonChunks(rows).map((json) =>
      statement(sql`INSERT INTO events (at, who, command, item, code, detail)
        SELECT value ->> 'at', value ->> 'who', value ->> 'command', value ->> 'item', value ->> 'code', value ->> 'detail'
        FROM json_each(${json})`),
    ),
  );
};
