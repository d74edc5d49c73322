import type { Kind } from '../../kinds/index.ts';
import { type ItemDocument, parseCard } from '../../model/document.ts';
import type { Database } from '../connection.ts';
import { type CollectionPage, readCollection } from './collection.ts';
import type { Selection } from './collection-statements.ts';
import { type DocumentOptions, documentStatement, parseDocument } from './documents.ts';
import { computeItem } from './item.ts';

/** The documents of a page of a collection, in its order; `stale` are the items whose documents were out of date. */
export interface DocumentPage extends Pick<CollectionPage, 'next' | 'stale'> {
  documents: readonly ItemDocument[];
}

/**
 * Reads the documents of one page of a collection: one round trip for the page, one for its documents, and one for each
 * document that is out of date. An item that is withdrawn in between is left out.
 */
export const readTable = async (
  database: Database,
  kind: Kind,
  selection: Selection,
  { held: _, ...options }: DocumentOptions,
): Promise<DocumentPage> => {
  const { cards, next, stale } = await readCollection(database, kind, selection, options);
  if (cards.length === 0) return { documents: [], next, stale };
  const slugs = cards.map((card) => parseCard(card).slug);
  const found = await database.batch(...slugs.map((slug) => documentStatement(kind, slug, options)));
  const read = await Promise.all(
    slugs.map(async (slug, index) => {
      const [row] = found[index] ?? [];
      if (row) return { document: parseDocument(row), isStale: false };
      const result = await computeItem(database, kind, slug, options);
      return result.state === 'found' ? { document: result.document, isStale: true } : undefined;
    }),
  );
  const present = read.filter((each) => each !== undefined);
  const computed = present.filter(({ isStale }) => isStale).map(({ document }) => document.item);
  return { documents: present.map(({ document }) => document), next, stale: [...new Set([...stale, ...computed])] };
};
