import { relationsOf } from '../kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../kinds/index.ts';
import type { ItemId } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { jsonEach } from './json.ts';
import { type ItemRef, selectIds } from './link-targets.ts';

/** A page of what links to an item: behind an id. */
export interface ReferencesPage {
  after: string;
  limit: number;
}

/** An item that links to another one: by which relations its live edition does, and by which its draft. */
export interface Referrer {
  id: ItemId;
  kind: Kind;
  slug: string;
  live: readonly string[];
  draft: readonly string[];
}

/** A relation of a kind. */
interface Relation {
  kind: Kind;
  relation: string;
}

// The relations by which items of any kind link to the items of a kind.
const relationsTo = (target: Kind): Relation[] =>
  kinds.flatMap((kind) =>
    relationsOf(definitionOf(kind).fields)
      .filter((one) => one.kind === target)
      .map(({ relation }) => ({ kind, relation })),
  );

const linkedLive = (ref: ItemRef, after: string) =>
  db
    .selectFrom('links')
    .select(['links.source as id', 'links.relation'])
    .select((eb) => eb.val('live').as('of'))
    .where('links.target', 'in', selectIds([ref]))
    .whereRef('links.source', '<>', 'links.target')
    .where('links.source', '>', after);

// A draft may name an item by any of its slugs, or by the one that it is to have.
const slugsOf = (ref: ItemRef) =>
  db
    .selectFrom('slugs')
    .select('slugs.slug')
    .where('slugs.item', 'in', selectIds([ref]))
    .union(db.selectNoFrom((eb) => eb.val(ref.slug).as('slug')));

const linkedDrafts = (ref: ItemRef, after: string) =>
  db
    .selectFrom(jsonEach<Relation, 'leading'>(JSON.stringify(relationsTo(ref.kind)), 'leading'))
    .innerJoin('draft_links', (join) =>
      join
        .on('draft_links.slug', 'in', slugsOf(ref))
        .on((eb) => eb('draft_links.relation', '=', eb.ref('leading.value', '->>').key('relation'))),
    )
    .innerJoin('drafts', (join) =>
      join
        .onRef('drafts.item', '=', 'draft_links.item')
        .on((eb) => eb('drafts.kind', '=', eb.ref('leading.value', '->>').key('kind'))),
    )
    .select(['draft_links.item as id', 'draft_links.relation'])
    .select((eb) => eb.val('draft').as('of'))
    .where('draft_links.item', '>', after);

/** Selects the items whose live edition or draft links to another item, in the order of their ids. */
export const selectReferences = (ref: ItemRef, { after, limit }: ReferencesPage) =>
  db
    .selectFrom(linkedLive(ref, after).union(linkedDrafts(ref, after)).as('link'))
    .leftJoin('items', 'items.id', 'link.id')
    .leftJoin('drafts', 'drafts.item', 'link.id')
    .select('link.id')
    .select(({ fn }) => [
      fn.coalesce('items.kind', 'drafts.kind').$castTo<Kind>().as('kind'),
      // Whatever links to something is an item, or has a draft.
      fn.coalesce('items.slug', 'drafts.slug').$castTo<string>().as('slug'),
      fn.agg<string>('json_group_array', [fn('json_array', ['link.of', 'link.relation'])]).as('links'),
    ])
    .groupBy('link.id')
    .orderBy('link.id')
    .limit(limit)
    .$narrowType<{ id: ItemId }>();

/** Reads the items whose live edition or draft links to another item, behind an id, in the order of their ids. */
export const readReferences = async (database: Database, ref: ItemRef, page: ReferencesPage): Promise<Referrer[]> => {
  const [rows] = await database.batch(selectReferences(ref, page));
  return rows.map(({ links, ...row }) => {
    const all = JSON.parse(links) as [string, string][];
    const by = (of: string) => all.flatMap(([one, relation]) => (one === of ? [relation] : [])).sort();
    return { ...row, live: by('live'), draft: by('draft') };
  });
};
