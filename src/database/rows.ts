import type { ExpressionBuilder, Selectable } from 'kysely';
import { jsonObjectFrom } from 'kysely/helpers/sqlite';
import type { Kind } from '../kinds/index.ts';
import type { Edition, Item, ItemId } from '../model/edition.ts';
import type { Dependency } from '../model/view.ts';
import type { LiveTable, Tables } from './schema.generated.ts';

/** The columns that every row of an item has, from the table `live`. */
export const commonColumns = [
  'live.id',
  'live.kind',
  'live.slug',
  'live.first',
  'live.number',
  'live.withdrawals',
  'live.published',
] as const;

/** The columns of an item with its live edition. */
export const itemColumns = [...commonColumns, 'live.facts', 'live.texts'] as const;

/** The columns of an item that is only referred to: as much of its live edition as a reference shows. */
export const referenceColumns = [...commonColumns, 'live.brief'] as const;

type Live = Selectable<LiveTable>;
type Common = Pick<Live, 'id' | 'kind' | 'slug' | 'first' | 'number' | 'withdrawals' | 'published'>;

/** An item with its live edition. */
export type ItemRow = Common & Pick<Live, 'facts' | 'texts'>;

/** An item with what a reference shows of it. */
export type ReferenceRow = Common & Pick<Live, 'brief'>;

/** An item that another one links to: from which item, by which relation, at which position of a list. */
export interface LinkRow extends ReferenceRow {
  source: string;
  relation: string;
  place: number;
}

/** An item in a list, with what its card links to: a `ReferenceRow` for each relation, as JSON. */
export interface CardRow extends ItemRow {
  targets: string;
}

/** The facts of a card: sources and aliases are shown only on an item's own page, and are half of the facts that would be read. */
export const cardFacts = (eb: ExpressionBuilder<Tables, 'live'>) =>
  eb.fn<string>('json_remove', ['live.facts', eb.val('$.sources'), eb.val('$.aliases')]);

/** What the links of a card lead to, as one JSON object by relation. */
export const cardTargets = (eb: ExpressionBuilder<Tables, 'live'>, relations: readonly string[]) =>
  eb.fn<string>(
    'json_object',
    relations.flatMap((relation) => [
      eb.val(relation),
      eb.fn('json', [
        jsonObjectFrom(
          eb
            .selectFrom('live as target')
            .where('target.id', '=', eb.fn<string>('json_extract', ['live.links', eb.val(`$."${relation}"`)]))
            .select([
              'target.id',
              'target.kind',
              'target.slug',
              'target.first',
              'target.number',
              'target.withdrawals',
              'target.published',
              'target.brief',
            ]),
        ),
      ]),
    ]),
  );

/** The links of cards to other items, relation by relation. */
export const linkRows = (cards: readonly CardRow[]): LinkRow[] => {
  const targets = cards.map(({ targets }) => JSON.parse(targets) as Record<string, ReferenceRow | null>);
  return Object.keys(targets[0] ?? {}).flatMap((relation) =>
    cards.flatMap(({ id }, index) => {
      const target = targets[index]?.[relation];
      return target ? [{ source: id, relation, place: -1, ...target }] : [];
    }),
  );
};

/** A row of the statement that reads an item: the item itself, or an item that it links to. */
export type ItemOrLinkRow = Common & {
  [Column in 'source' | 'relation' | 'facts' | 'texts' | 'brief']: string | null;
} & { place: number | null };

/** Checks whether a row is an item that the item being read links to. */
export const isLinkRow = (row: ItemOrLinkRow): row is ItemOrLinkRow & LinkRow => row.source !== null;

/** What an answer that shows an item depends on. */
export const dependencyOf = ({
  slug,
  number,
  published,
}: Pick<ItemRow, 'slug' | 'number' | 'published'>): Dependency => ({ slug, edition: number, published });

// Almost no edition has any.
const noWithdrawals: Edition['withdrawals'] = Object.freeze({});

type Content = Pick<Edition, 'facts' | 'texts'>;

/** Parses the columns that hold JSON, and no others: an editor's text may begin with a brace. */
export const toItem = (row: ItemRow | ReferenceRow | ItemOrLinkRow): Item => {
  const parse = (column: 'facts' | 'texts' | 'brief') => JSON.parse((row as Partial<ItemOrLinkRow>)[column] ?? '{}');
  const content: Content =
    'brief' in row && row.brief !== null ? parse('brief') : { facts: parse('facts'), texts: parse('texts') };
  return {
    id: row.id as ItemId,
    kind: row.kind as Kind,
    slug: row.slug,
    published: row.first,
    edition: {
      number: row.number,
      ...content,
      withdrawals: row.withdrawals === '{}' ? noWithdrawals : (JSON.parse(row.withdrawals) as Edition['withdrawals']),
      published: row.published,
    },
  };
};
