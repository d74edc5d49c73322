import { expressionBuilder, sql } from 'kysely';
import type { Kind } from '../../kinds/index.ts';
import { db, param } from '../connection.ts';
import type { Tables } from '../schema.generated.ts';

/** The item that a page begins behind: its sort key, of which only the beginning may be known (`isCut`), and its slug. */
export interface Position {
  sort: string;
  slug: string;
  isCut: boolean;
}

export const language = param<string>('language');
export const readersFallback = param<number>('fallback');
const given = param<string>('sort');
const slug = param<string>('slug');

/** The values of the parameters of `isBehind`. */
export const positionValues = (position: Position) => ({
  sort: position.sort,
  'sort range': `${position.sort}\u{10FFFF}`,
  slug: position.slug,
});

// The whole of a sort key that was cut: that of the item, if it still begins so. It is read from one range of the key.
const wholeSort = (kind: Kind) =>
  db
    .selectFrom('listings as last')
    .select('last.sort')
    .where('last.kind', '=', kind)
    .where('last.language', '=', language)
    .where('last.filter', '=', sql.lit(''))
    .where('last.sort', '>=', given)
    .where('last.sort', '<', param<string>('sort range'))
    .where('last.slug', '=', slug)
    .where((eb) => eb.or([eb('last.fallback', 'is', null), eb('last.fallback', '=', readersFallback)]))
    .limit(1);

/** The condition that a listing row is behind a position. */
export const isBehind = (kind: Kind, isCut: boolean) => {
  const eb = expressionBuilder<Tables, 'listings'>();
  const sort = isCut ? eb.fn.coalesce(wholeSort(kind), given) : given;
  return eb(eb.refTuple('sort', 'slug'), '>', eb.tuple(sort, slug));
};
