import type { CommandState, LinkTarget, StoredDraft } from '../commands/types.ts';
import type { Kind } from '../kinds/index.ts';
import { type Edition, type Item, type ItemId, languagesOf } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { jsonEach } from './json.ts';
import { itemColumns, toItem } from './read/rows.ts';
import type { DraftsTable } from './schema.generated.ts';

/** A kind and a slug. */
export interface ItemRef {
  kind: Kind;
  slug: string;
}

const shownReferrers = 20;

const keyOf = ({ kind, slug }: ItemRef) => `${kind}/${slug}`;

interface Wanted {
  id: string;
  kind: string;
  slug: string;
}

// References as a table.
const wanted = (refs: readonly ItemRef[]) => {
  const values = refs.map((ref): Wanted => ({ id: keyOf(ref), kind: ref.kind, slug: ref.slug }));
  return jsonEach<Wanted, 'wanted'>(JSON.stringify(values), 'wanted');
};

/** The live items at some slugs, each with the reference it was found by. */
const liveItems = (refs: readonly ItemRef[]) =>
  db
    .selectFrom(wanted(refs))
    .innerJoin('slugs', (join) =>
      join
        .on((eb) => eb('slugs.kind', '=', eb.ref('wanted.value', '->>').key('kind')))
        .on((eb) => eb('slugs.slug', '=', eb.ref('wanted.value', '->>').key('slug'))),
    )
    .innerJoin('live', 'live.id', 'slugs.item')
    .select((eb) => eb.ref('wanted.value', '->>').key('id').as('ref'))
    .select(itemColumns);

/** The ids at some slugs. A slug that leads to no item is the id of the item that a draft will become. */
const ids = (refs: readonly ItemRef[]) =>
  db
    .selectFrom(wanted(refs))
    .leftJoin('slugs', (join) =>
      join
        .on((eb) => eb('slugs.kind', '=', eb.ref('wanted.value', '->>').key('kind')))
        .on((eb) => eb('slugs.slug', '=', eb.ref('wanted.value', '->>').key('slug'))),
    )
    .select((eb) => eb.fn.coalesce('slugs.item', eb.ref('wanted.value', '->>').key('id')).as('id'));

const toDraft = ({ revision, record, saved, who }: Omit<DraftsTable, 'kind' | 'slug'>): StoredDraft => ({
  revision,
  record: JSON.parse(record ?? 'null') as unknown,
  saved,
  who,
});

/** The states of the items that commands change. */
export interface CommandStates {
  /** Returns the state of an item; its slug is the current one, which after a rename is not the one asked for. */
  state(ref: ItemRef): CommandState;
}

/**
 * Loads what commands need to know about some items, about what these link to, and about one past edition, in one round
 * trip.
 */
export const loadCommandState = async (
  database: Database,
  items: readonly ItemRef[],
  targets: readonly ItemRef[] = [],
  past?: number,
): Promise<CommandStates> => {
  const [itemRows, draftRows, targetRows, linkRows, editionRows] = await database.batch(
    liveItems(items),
    db
      .selectFrom('drafts')
      .select(['item', 'revision', 'record', 'saved', 'who'])
      .where('item', 'in', ids([...items, ...targets])),
    liveItems(targets),
    db
      .selectFrom('links')
      .innerJoin('items', 'items.id', 'links.source')
      .select((eb) => [
        'links.target',
        eb(eb('items.kind', '||', eb.val('/')), '||', eb.ref('items.slug')).as('source'),
      ])
      .where('links.target', 'in', ids(items))
      .whereRef('links.source', '<>', 'links.target')
      .limit(shownReferrers * items.length),
    db
      .selectFrom('editions')
      .selectAll()
      .where('item', 'in', ids(items))
      .where('number', '=', past ?? 0),
  );
  const live = new Map(itemRows.map((row) => [row.ref, toItem(row)]));
  const drafts = new Map(draftRows.map((row) => [row.item, row]));
  const linkTargets = new Map(
    [...targetRows, ...itemRows].map((row): [string, LinkTarget] => {
      const { id, edition } = toItem(row);
      return [row.ref, { id, withdrawn: languagesOf(edition).length === 0, facts: edition.facts }];
    }),
  );
  const state = (ref: ItemRef): CommandState => {
    const item: Item | undefined = live.get(keyOf(ref));
    const id: ItemId = item?.id ?? `${ref.kind}/${ref.slug}`;
    const draft = drafts.get(id);
    return {
      kind: ref.kind,
      slug: item?.slug ?? ref.slug,
      id,
      ...(item && { live: item }),
      ...(draft?.record && { draft: toDraft(draft) }),
      revision: draft?.revision ?? 0,
      linkTarget: (kind, slug) => linkTargets.get(keyOf({ kind, slug })),
      slugOwner: (kind, slug) => linkTargets.get(keyOf({ kind, slug }))?.id,
      hasDraft: (kind, slug) => Boolean(drafts.get(keyOf({ kind, slug }))?.record),
      referrers: [...new Set(linkRows.filter(({ target }) => target === id).map(({ source }) => String(source)))],
      edition: (number): Edition | undefined => {
        const row = editionRows.find((each) => each.item === id && each.number === number);
        return row && toItem({ ...row, id, kind: ref.kind, slug: ref.slug, first: '' }).edition;
      },
    };
  };
  return { state };
};
