import { type Compilable, sql } from 'kysely';
import type { Actor } from '../../commands/types.ts';
import { type Item, linksOf } from '../../model/edition.ts';
import { digestOf, setDigest } from '../command-state.ts';
import { type Database, statement } from '../connection.ts';

/** The tag that stands for everything that any cache holds. */
export const allTags = '*';

/** The most tags that one purge may name: what the platform takes in one call. Beyond it, everything is purged. */
export const maxTags = 100;

/** After so many seconds what was purged is purged again, and what failed is tried again. */
export const repeatDelay = 10;

/** An item as a change leaves it, and the other slugs that lead to it. */
export interface Changed {
  live: Item;
  slugs?: readonly string[] | undefined;
}

// Beside its identity, under every slug that leads there now: a 404 may have been kept at one of them.
const tagsOf = ({ live: { id, kind, slug }, slugs = [] }: Changed): string[] => [
  id,
  kind,
  ...[slug, ...slugs].map((each) => `${kind}/${each}`),
];

const newly = sql`(SELECT max(id) FROM events)`;
const owedAnew = sql`ON CONFLICT (tag) DO UPDATE SET event = excluded.event, due = '', purged = 0`;

const oweTags = (tags: readonly string[]): Compilable<unknown> =>
  statement(sql`INSERT INTO purges (tag, event)
    SELECT DISTINCT value, ${newly} FROM json_each(${JSON.stringify(tags)}) WHERE true ${owedAnew}`);

const oweTargets = (ids: readonly string[]): Compilable<unknown> =>
  statement(sql`INSERT INTO purges (tag, event)
    SELECT DISTINCT links.target, ${newly} FROM json_each(${JSON.stringify(ids)}) AS item
    JOIN links ON links.source = item.value WHERE true ${owedAnew}`);

/**
 * The statements that owe a purge of what changes make stale: each item, under every slug; its kind, for collections;
 * and what its old and its new edition point at, for those show it, or will. `before` goes before the links are
 * written anew, `after` behind that, both behind the events.
 */
export const enqueueStatements = (changed: readonly Changed[]): Record<'before' | 'after', Compilable<unknown>[]> => {
  if (changed.length === 0) return { before: [], after: [] };
  const tags = [...new Set(changed.flatMap(tagsOf))];
  const targets = changed.flatMap(({ live: { kind, edition } }) => linksOf(kind, edition.facts));
  const most = tags.length + new Set(targets.map(({ kind, slug }) => `${kind}/${slug}`)).size;
  if (most > maxTags) return { before: [], after: [oweTags([allTags])] };
  const ids = changed.map(({ live: { id } }) => id);
  return { before: [oweTargets(ids)], after: [oweTags(tags), oweTargets(ids)] };
};

/** What is owed at a moment: the tags, the newest event among those that owe them, and whether it failed before. */
export interface PendingPurges {
  at: string;
  tags: readonly string[];
  newest: number;
  failed: boolean;
}

/** Reads what is owed by a moment, ISO 8601 in UTC; more than one purge may name comes back as everything. */
export const readPending = async (database: Database, at: string): Promise<PendingPurges> => {
  const [rows] = await database.batch(
    statement(sql<{ tag: string; event: number; failures: number }>`
      SELECT tag, event, failures FROM purges WHERE due <= ${at}`),
  );
  const tags = rows.map(({ tag }) => tag).sort();
  return {
    at,
    tags: tags.length > maxTags || tags.includes(allTags) ? [allTags] : tags,
    newest: Math.max(0, ...rows.map(({ event }) => event)),
    failed: rows.some(({ failures }) => failures > 0),
  };
};

// The rows that were read: what is owed anew since then has a newer event, and what another has purged since is not due.
const those = ({ at, newest }: PendingPurges) => sql`due <= ${at} AND event <= ${newest}`;

/** Notes that caches were purged of what was owed: a first time, so that it is due again at `again`, or at last. */
export const complete = async (database: Database, owed: PendingPurges, again: string | undefined): Promise<void> => {
  await database.batch(
    statement(sql`DELETE FROM purges WHERE ${those(owed)} AND (purged > 0 OR ${again === undefined ? 1 : 0})`),
    statement(sql`UPDATE purges SET purged = 1, failures = 0, due = ${again ?? ''} WHERE ${those(owed)}`),
  );
};

/** Notes that a purge failed: what was owed stays owed, and is due again at `again`. */
export const retryLater = async (database: Database, owed: PendingPurges, again: string): Promise<void> => {
  await database.batch(statement(sql`UPDATE purges SET failures = failures + 1, due = ${again} WHERE ${those(owed)}`));
};

/** Keeps what became of a purge that had failed, or of one that fails for the first time, as an event. */
export const recordPurge = async (
  database: Database,
  by: Actor,
  outcome: { code?: 'unavailable'; tags: readonly string[]; reason?: string },
): Promise<void> => {
  const { code = null, tags, reason } = outcome;
  const detail = JSON.stringify({ tags, ...(reason !== undefined && { reason }) });
  await database.batch(
    statement(sql`INSERT INTO events (at, who, command, item, code, detail)
      VALUES (${by.at}, ${by.who}, 'purge', ${tags[0] ?? allTags}, ${code}, ${detail})`),
  );
};

/**
 * Owes a purge of everything where answers are made of something else than last time (`made`: the build, the names),
 * which no publication tells. The event that comes with it keeps a purge that is under way from settling it.
 */
export const enqueueAllIfBuildChanged = async (database: Database, made: string, by: Actor): Promise<void> => {
  if ((await digestOf(database, 'answers')) === made) return;
  await database.batch(
    setDigest('answers', made),
    statement(sql`INSERT INTO events (at, who, command, item, detail)
      VALUES (${by.at}, ${by.who}, 'purge', ${allTags}, '{}')`),
    oweTags([allTags]),
  );
};
