import { sql } from 'kysely';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languageTags } from '../../languages.ts';
import { type Database, statement } from '../connection.ts';
import { among } from './statements.ts';

/** An item that can be read: where, in which languages as its own, and when it was last published. */
export interface SitemapEntry {
  kind: Kind;
  slug: string;
  languages: readonly Language[];
  modified: string;
}

// The lists of whole kinds, as those see them who take no text in another language.
const own = sql`FROM listings WHERE kind IN ${among(kinds)} AND language IN ${among(languageTags)} AND filter = ''
  AND (fallback IS NULL OR fallback = 0)`;

/**
 * Reads where every item can be read, `limit` items from the `offset`-th on in the order of their ids, and how many
 * items there are; undefined beyond all lists, which are then not read. It asks the listings alone: no record is opened.
 */
export const readSitemap = async (
  database: Database,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ places: SitemapEntry[]; total: number } | undefined> => {
  if (offset > 0) {
    // All lists together: an item that stands in several is counted as often.
    const [[bound]] = await database.batch(
      statement(sql<{ most: number | null }>`
        SELECT sum(total) AS most FROM counters WHERE kind IN ${among(kinds)} AND language IN ${among(languageTags)}
          AND filter = '' AND fallback = 0`),
    );
    if (offset >= (bound?.most ?? 0)) return undefined;
  }
  const [rows, [counted]] = await database.batch(
    statement(sql<{ kind: string; slug: string; languages: string; modified: string }>`
      SELECT kind, slug, group_concat(language) AS languages, max(modified) AS modified ${own}
      GROUP BY item ORDER BY item LIMIT ${limit} OFFSET ${offset}`),
    statement(sql<{ total: number }>`SELECT count(DISTINCT item) AS total ${own}`),
  );
  const places = rows.map(({ kind, slug, languages, modified }) => {
    const given = languages.split(',');
    return { kind: kind as Kind, slug, languages: languageTags.filter((tag) => given.includes(tag)), modified };
  });
  return { places, total: counted?.total ?? 0 };
};
