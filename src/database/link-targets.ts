import type { ExpressionBuilder } from 'kysely';
import type { CommandState, LinkTarget, RepeatedFact, Repetition } from '../commands/types.ts';
import type { Kind } from '../kinds/index.ts';
import { type ItemId, languagesOf } from '../model/edition.ts';
import { type Database, db } from './connection.ts';
import { jsonEach } from './json.ts';
import { itemColumns, toItem } from './rows.ts';
import type { Tables } from './schema.generated.ts';

/** A kind and a slug, which may be a former one. */
export interface ItemRef {
  kind: Kind;
  slug: string;
}

export const keyOf = ({ kind, slug }: ItemRef): ItemId => `${kind}/${slug}`;

/** A reference as a row: its parts, and the key by which it is found again. */
interface RequestedRef extends ItemRef {
  key: ItemId;
}

type Requested = Tables & { requested: { value: RequestedRef } };

const requested = (refs: readonly ItemRef[]) => {
  const rows = refs.map((ref): RequestedRef => ({ kind: ref.kind, slug: ref.slug, key: keyOf(ref) }));
  return jsonEach<RequestedRef, 'requested'>(JSON.stringify(rows), 'requested');
};

const hasSlug = (eb: ExpressionBuilder<Requested, 'slugs' | 'requested'>) =>
  eb.and([
    eb('slugs.kind', '=', eb.ref('requested.value', '->>$').key('kind')),
    eb('slugs.slug', '=', eb.ref('requested.value', '->>$').key('slug')),
  ]);

type Agreed = Tables & { agreed: { value: RepeatedFact } };

const factOf = (eb: ExpressionBuilder<Agreed, 'live' | 'agreed'>) =>
  eb.fn<string | number>('json_extract', [
    'live.facts',
    eb(eb.val('$.'), '||', eb.parens(eb.ref('agreed.value', '->>').key('fact'))),
  ]);

/** Selects the live items to which references lead. */
export const selectItems = (refs: readonly ItemRef[]) =>
  db
    .selectFrom(requested(refs))
    .innerJoin('slugs', (join) => join.on(hasSlug))
    .innerJoin('live', 'live.id', 'slugs.item')
    .select([...itemColumns, 'live.since'])
    .select((eb) => eb.ref('requested.value', '->>$').key('key').as('requested'));

// A slug that no item has is the id that an item will have which is first published there.
export const selectIds = (refs: readonly ItemRef[]) =>
  db
    .selectFrom(requested(refs))
    .leftJoin('slugs', (join) => join.on(hasSlug))
    .select((eb) => eb.fn.coalesce('slugs.item', eb.ref('requested.value', '->>$').key('key')).as('id'));

/** Selects the drafts of references, of items that are not published, too. */
export const selectDrafts = (refs: readonly ItemRef[]) =>
  db
    .selectFrom('drafts')
    .leftJoin('revisions', (join) =>
      join.onRef('revisions.item', '=', 'drafts.item').onRef('revisions.revision', '=', 'drafts.revision'),
    )
    .select(['drafts.item', 'drafts.revision', 'drafts.base', 'drafts.record', 'drafts.saved', 'drafts.who'])
    .select('revisions.changed')
    .where('drafts.item', 'in', selectIds(refs));

const MAX_REPEATING = 120;

/**
 * Selects live items that link to others and repeat a fact of them with another value than these will have. The limit
 * leaves some beyond the 100 items of a set, which may be about to change themselves.
 */
export const selectRepeating = (facts: readonly RepeatedFact[]) =>
  db
    .selectFrom(jsonEach<RepeatedFact, 'agreed'>(JSON.stringify(facts), 'agreed'))
    .innerJoin('links', (join) =>
      join
        .on((on) => on('links.target', '=', on.ref('agreed.value', '->>').key('target')))
        .on((on) => on('links.relation', '=', on.ref('agreed.value', '->>').key('relation'))),
    )
    .innerJoin('live', 'live.id', 'links.source')
    .select(['live.id', 'live.kind', 'live.slug', 'links.target'])
    .select((eb) => [eb.ref('agreed.value', '->>').key('with').as('with'), factOf(eb).as('value')])
    .where((eb) =>
      eb.and([
        eb('live.kind', '=', eb.ref('agreed.value', '->>').key('kind')),
        eb(factOf(eb), 'is not', eb.ref('agreed.value', '->>').key('value')),
      ]),
    )
    .limit(MAX_REPEATING)
    .$narrowType<{ id: ItemId; target: ItemId }>();

type RepeatingRow = Omit<Repetition, 'path'> & { kind: string; slug: string };

const toRepetition = ({ kind, slug, ...rest }: RepeatingRow): Repetition => ({ ...rest, path: `${kind}/${slug}` });

type ItemRows = Parameters<typeof toItem>[0] & { requested: string };

// What commands look up by a kind and a slug: among the items that they change, and those that these link to.
export const lookup = (items: readonly ItemRows[], drafts: readonly { item: string; record: string | null }[]) => {
  const targets = new Map(
    items.map((row): [string, LinkTarget] => {
      const { id, edition } = toItem(row);
      return [row.requested, { id, withdrawn: languagesOf(edition).length === 0, facts: edition.facts }];
    }),
  );
  const drafted = new Set(drafts.filter(({ record }) => record !== null).map(({ item }) => item));
  return {
    linkTarget: (kind: Kind, slug: string) => targets.get(keyOf({ kind, slug })),
    slugOwner: (kind: Kind, slug: string) => targets.get(keyOf({ kind, slug }))?.id,
    hasDraft: (kind: Kind, slug: string) => drafted.has(keyOf({ kind, slug })),
  };
};

/**
 * Loads the items that references lead to, and the drafts there: what a command links to, or a slug that it takes; and the
 * live items that contradict `facts`, which they repeat. One round trip, none without either. `withTargets` returns a state
 * that finds them.
 */
export const loadLinkTargets = async (
  database: Database,
  refs: readonly ItemRef[],
  facts: readonly RepeatedFact[] = [],
) => {
  const isNeeded = refs.length > 0 || facts.length > 0;
  const [items, drafts, repeating] = isNeeded
    ? await database.batch(selectItems(refs), selectDrafts(refs), ...(facts.length > 0 ? [selectRepeating(facts)] : []))
    : [[], []];
  const found = lookup(items, drafts);
  const withTargets = (state: CommandState): CommandState => ({
    ...state,
    repeating: (repeating ?? []).filter(({ target }) => target === state.id).map(toRepetition),
    linkTarget: (kind, slug) => state.linkTarget(kind, slug) ?? found.linkTarget(kind, slug),
    slugOwner: (kind, slug) => state.slugOwner(kind, slug) ?? found.slugOwner(kind, slug),
    hasDraft: (kind, slug) => state.hasDraft(kind, slug) || found.hasDraft(kind, slug),
  });
  return { withTargets };
};
