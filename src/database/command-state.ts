import type { Selectable } from 'kysely';
import type { CommandState, StoredDraft } from '../commands/types.ts';
import { type Database, db } from './connection.ts';
import { editionColumns, toEdition } from './editions.ts';
import { type LanguageState, languageStatesOf } from './item-states.ts';
import { type ItemRef, keyOf, lookup, selectDrafts, selectIds, selectItems } from './link-targets.ts';
import { toItem } from './rows.ts';
import type { DraftsTable } from './schema.generated.ts';

const MAX_REFERRERS = 20;

/** Selects the items that link to those of references, but for themselves; so many for each reference at most. */
export const selectReferrers = (refs: readonly ItemRef[], limit = MAX_REFERRERS) =>
  db
    .selectFrom(selectIds(refs).as('target'))
    // A limit of its own for each: the referrers of one are not to hide that another has any.
    .innerJoin('items', (join) =>
      join.on('items.id', 'in', (eb) =>
        eb
          .selectFrom('links')
          .select('links.source')
          .distinct()
          .whereRef('links.target', '=', 'target.id')
          .whereRef('links.source', '<>', 'target.id')
          .limit(limit),
      ),
    )
    .select(['target.id as target', 'items.kind', 'items.slug']);

/** Selects one edition, by its number, of each item of references. */
export const selectEdition = (refs: readonly ItemRef[], number: number) =>
  db
    .selectFrom('editions')
    .select(['editions.item', ...editionColumns])
    .where('item', 'in', selectIds(refs))
    .where('number', '=', number);

type DraftRow = Omit<Selectable<DraftsTable>, 'item' | 'kind' | 'slug'> & { changed: string | null };

const toDraft = ({ revision, base, record, changed, saved, who }: DraftRow): StoredDraft => ({
  revision,
  base,
  record: JSON.parse(record ?? 'null') as unknown,
  changed: JSON.parse(changed ?? '{}') as StoredDraft['changed'],
  saved,
  who,
});

/** Selects the editions that drafts of references were made from, where another edition is live by now. */
export const selectDraftBases = (refs: readonly ItemRef[]) =>
  db
    .selectFrom('drafts')
    .innerJoin('items', 'items.id', 'drafts.item')
    .innerJoin('editions', (join) =>
      join.onRef('editions.item', '=', 'drafts.item').onRef('editions.number', '=', 'drafts.base'),
    )
    .selectAll('editions')
    .where('drafts.item', 'in', selectIds(refs))
    .where('drafts.record', 'is not', null)
    .whereRef('items.live', '<>', 'drafts.base');

/** The states of items, by the references that were loaded. */
export interface CommandStates {
  /** Returns the state of an item. Its slug is the current one, which differs from the reference's after a rename. */
  state(ref: ItemRef): CommandState;
  /** Returns how readers get an item in each language; empty where it was never published. */
  languages(ref: ItemRef): Readonly<Record<string, LanguageState>>;
}

/**
 * Loads the states of items, one past edition of each by its number, and so many of the items that link to each, in one
 * round trip.
 */
export const loadCommandState = async (
  database: Database,
  refs: readonly ItemRef[],
  past = 0,
  referrers = MAX_REFERRERS,
): Promise<CommandStates> => {
  const [itemRows, draftRows, referrerRows, editionRows, baseRows] = await database.batch(
    selectItems(refs),
    selectDrafts(refs),
    selectReferrers(refs, referrers),
    selectEdition(refs, past),
    selectDraftBases(refs),
  );
  const live = new Map(itemRows.map((row) => [row.requested, toItem(row)]));
  const lookups = lookup(itemRows, draftRows);
  const drafts = new Map(draftRows.map((row) => [row.item, row]));
  const state = (ref: ItemRef): CommandState => {
    const item = live.get(keyOf(ref));
    const id = item?.id ?? keyOf(ref);
    const draft = drafts.get(id);
    const base = baseRows.find((row) => row.item === id);
    const paths = referrerRows.filter(({ target }) => target === id).map(({ kind, slug }) => `${kind}/${slug}`);
    return {
      kind: ref.kind,
      slug: item?.slug ?? ref.slug,
      id,
      ...(item && { live: item }),
      ...(draft?.record && { draft: toDraft(draft) }),
      ...(base && { draftBase: toEdition(base) }),
      revision: draft?.revision ?? 0,
      ...lookups,
      referrers: [...new Set(paths)],
      repeating: [],
      edition: (number) => {
        const row = editionRows.find((one) => one.item === id && one.number === number);
        return row && toEdition(row);
      },
    };
  };
  const languages = (ref: ItemRef) => {
    const row = itemRows.find(({ requested }) => requested === keyOf(ref));
    return row ? languageStatesOf(row) : {};
  };
  return { state, languages };
};
