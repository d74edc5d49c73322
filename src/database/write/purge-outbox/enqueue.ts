import type { Compilable, Expression } from 'kysely';
import type { Actor } from '../../../commands/types.ts';
import { type Item, linksOf } from '../../../model/edition.ts';
import { type Database, db } from '../../connection.ts';
import { readDigest, storeDigest } from '../../digests.ts';
import { jsonEach } from '../../json.ts';
import { allTags, maxTags } from './tags.ts';

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
  everything = false,
): Record<'before' | 'after', Compilable<unknown>[]> => {
  // Of what is replaced or erased, nobody has loaded which slugs and links it had.
  if (everything) return { before: [], after: [enqueue(namedTags([allTags]))] };
  if (changed.length === 0) return { before: [], after: [] };
  const tags = [...new Set(changed.flatMap(tagsOf))];
  const targets = changed.flatMap(({ live: { kind, edition } }) => linksOf(kind, edition.facts));
  const count = tags.length + new Set(targets.map(({ kind, slug }) => `${kind}/${slug}`)).size;
  if (count > maxTags) return { before: [], after: [enqueue(namedTags([allTags]))] };
  const ids = changed.map(({ live: { id } }) => id);
  return { before: [enqueue(linkedTags(ids))], after: [enqueue(namedTags(tags)), enqueue(linkedTags(ids))] };
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
