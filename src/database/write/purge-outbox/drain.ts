import type { Compilable, Expression } from 'kysely';
import type { Actor } from '../../../commands/types.ts';
import { type Item, linksOf } from '../../../model/edition.ts';
import { type Database, db } from '../../connection.ts';
import { readDigest, storeDigest } from '../../digests.ts';
import { jsonEach } from '../../json.ts';

/** The tag that stands for everything that a cache stores. */
export const allTags = '*';

/** The tags that the platform takes in one purge; beyond them everything is purged. */
export const maxTags = 100;

/** After how many seconds a purge is repeated, and a failed one is retried. */
export const repeatDelay = 10;

/** An item as a change leaves it, and the other slugs that lead to it. */
export interface ChangedItem {
  live: Item;
  slugs?: readonly string[] | undefined;
}

// Its id, its kind for the collections, and each of its slugs: a 404 may have been stored at one of them.
const tagsOf = ({ live: { id, kind, slug }, slugs = [] }: ChangedItem): string[] => [
  id,
  kind,
  ...[slug, ...slugs].map((each) => `${kind}/${each}`),
];

const newestEvent = db.selectFrom('events').select((eb) => eb.fn.max('id').as('id'));

// What is pending already is due anew, for the newest event.
const enqueue = (tags: Expression<unknown>) =>
  db
    .insertInto('purges')
    .columns(['tag', 'event'])
    .expression(tags)
    .onConflict((conflict) =>
      conflict.column('tag').doUpdateSet((eb) => ({ event: eb.ref('excluded.event'), due: '', purged: 0 })),
    );

const namedTags = (tags: readonly string[]) =>
  db
    .selectFrom(jsonEach<string, 'tag'>(JSON.stringify(tags), 'tag'))
    .select((eb) => ['tag.value as tag', eb.parens(newestEvent).as('event')])
    .distinct()
    // Without WHERE, SQLite would take ON CONFLICT for a join.
    .where((eb) => eb.lit(true));

const linkedTags = (ids: readonly string[]) =>
  db
    .selectFrom(jsonEach<string, 'item'>(JSON.stringify(ids), 'item'))
    .innerJoin('links', 'links.source', 'item.value')
    .select((eb) => ['links.target as tag', eb.parens(newestEvent).as('event')])
    .distinct()
    .where((eb) => eb.lit(true));

/**
 * The statements that enqueue a purge of what changes make stale: each item, under every slug; its kind; and what its old
 * and its new edition link to, as those show it. `before` goes before the links are written, `after` after them; both
 * after the events.
 */
export const enqueueStatements = (
  changed: readonly ChangedItem[],
): Record<'before' | 'after', Compilable<unknown>[]> => {
  if (changed.length === 0) return { before: [], after: [] };
  const tags = [...new Set(changed.flatMap(tagsOf))];
  const targets = changed.flatMap(({ live: { kind, edition } }) => linksOf(kind, edition.facts));
  const count = tags.length + new Set(targets.map(({ kind, slug }) => `${kind}/${slug}`)).size;
  if (count > maxTags) return { before: [], after: [enqueue(namedTags([allTags]))] };
  const ids = changed.map(({ live: { id } }) => id);
  return { before: [enqueue(linkedTags(ids))], after: [enqueue(namedTags(tags)), enqueue(linkedTags(ids))] };
};

/** What is due to be purged at a moment: the tags, the newest event among them, and whether a purge has failed. */
export interface PendingPurges {
  at: string;
  tags: readonly string[];
  newest: number;
  failed: boolean;
}

/** Reads what is due at a moment (ISO 8601, UTC); more tags than one purge takes are read as `*`. */
export const readPending = async (database: Database, at: string): Promise<PendingPurges> => {
  const [rows] = await database.batch(
    db.selectFrom('purges').select(['tag', 'event', 'failures']).where('due', '<=', at),
  );
  const tags = rows.map(({ tag }) => tag).sort();
  return {
    at,
    tags: tags.length > maxTags || tags.includes(allTags) ? [allTags] : tags,
    newest: Math.max(0, ...rows.map(({ event }) => event)),
    failed: rows.some(({ failures }) => failures > 0),
  };
};

/**
 * Completes a purge: the first time, it is due again at `repeatAt`; the second time, or without `repeatAt`, its rows are
 * deleted. Rows that were enqueued anew since they were read have a newer event, and stay.
 */
export const complete = async (
  database: Database,
  { at, newest }: PendingPurges,
  repeatAt: string | undefined,
): Promise<void> => {
  const done = db.deleteFrom('purges').where('due', '<=', at).where('event', '<=', newest);
  if (repeatAt === undefined) {
    await database.batch(done);
    return;
  }
  await database.batch(
    done.where('purged', '>', 0),
    db
      .updateTable('purges')
      .set({ purged: 1, failures: 0, due: repeatAt })
      .where('due', '<=', at)
      .where('event', '<=', newest),
  );
};

/** Schedules a purge that failed: its rows stay, and are due again at `retryAt`. */
export const retryLater = async (database: Database, { at, newest }: PendingPurges, retryAt: string): Promise<void> => {
  await database.batch(
    db
      .updateTable('purges')
      .set((eb) => ({ failures: eb('failures', '+', 1), due: retryAt }))
      .where('due', '<=', at)
      .where('event', '<=', newest),
  );
};

/** Records as an event that a purge has failed for the first time, or has succeeded after failures. */
export const recordPurge = async (
  database: Database,
  by: Actor,
  { code = null, tags, reason }: { code?: 'unavailable' | null; tags: readonly string[]; reason?: string },
): Promise<void> => {
  const detail = JSON.stringify({ tags, ...(reason !== undefined && { reason }) });
  await database.batch(
    db.insertInto('events').values({ ...by, command: 'purge', item: tags[0] ?? allTags, code, detail }),
  );
};

/**
 * Enqueues a purge of everything where `build` (the build and the names that answers are made from) is not the one of
 * the last time, which no publication would purge. Its event keeps a purge that is under way from completing it.
 */
export const enqueueAllIfBuildChanged = async (database: Database, build: string, by: Actor): Promise<void> => {
  if ((await readDigest(database, 'answers')) === build) return;
  await database.batch(
    storeDigest('answers', build),
    db.insertInto('events').values({ ...by, command: 'purge', item: allTags, detail: '{}' }),
    enqueue(namedTags([allTags])),
  );
};
