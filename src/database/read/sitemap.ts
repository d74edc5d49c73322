import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { type Database, db } from '../connection.ts';

/** An item as the sitemap lists it: its URL's parts, the languages it is published in, and when it was last. */
export interface SitemapEntry {
  kind: Kind;
  slug: string;
  languages: readonly Language[];
  modified: string;
}

// The listings of whole kinds, as readers get them who take no fallback.
const listings = db
  .selectFrom('listings')
  .where('kind', 'in', kinds)
  .where('language', 'in', languageTags)
  .where('filter', '=', '')
  .where((eb) => eb.or([eb('fallback', 'is', null), eb('fallback', '=', 0)]));

/**
 * Reads a page of the sitemap, in the order of ids, and the number of items; undefined beyond the last page, for which
 * no listing is read. Only listings are read, no record.
 */
export const readSitemap = async (
  database: Database,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ entries: SitemapEntry[]; total: number } | undefined> => {
  if (offset > 0) {
    // An upper bound: an item with several languages is counted several times.
    const [[bound]] = await database.batch(
      db
        .selectFrom('counters')
        .select((eb) => eb.fn.sum<number | null>('total').as('total'))
        .where('kind', 'in', kinds)
        .where('language', 'in', languageTags)
        .where('filter', '=', '')
        .where('fallback', '=', 0),
    );
    if (offset >= (bound?.total ?? 0)) return undefined;
  }
  const [rows, [count]] = await database.batch(
    listings
      .select((eb) => [
        'kind',
        'slug',
        eb.fn.agg<string>('group_concat', ['language']).as('languages'),
        eb.fn.max('modified').as('modified'),
      ])
      .groupBy('item')
      .orderBy('item')
      .limit(limit)
      .offset(offset),
    listings.select((eb) => eb.fn.count<number>('item').distinct().as('total')),
  );
  const entries = rows.map(({ kind, slug, languages, modified }) => {
    const published = languages.split(',');
    return { kind: kind as Kind, slug, languages: languageTags.filter((tag) => published.includes(tag)), modified };
  });
  return { entries, total: count?.total ?? 0 };
};
