import type { Kind } from '../../kinds/index.ts';
import type { ItemDocument } from '../../model/document.ts';
import type { Database } from '../connection.ts';
import { computeDocumentFor } from '../documents/compute.ts';
import { loadItems } from '../documents/load.ts';
import { targetsByIds } from '../documents/load-statements.ts';
import { type CollectionPage, readCollection } from './collection.ts';
import type { Selection } from './collection-statements.ts';
import { type DocumentOptions, documentStatement, parseDocument } from './documents.ts';

/** The document of an item, as far as a table shows it. */
export type TableDocument = Omit<ItemDocument, 'since'>;

/** The documents of a page of a collection, in its order; `stale` are the items whose documents were out of date. */
export interface DocumentPage extends Pick<CollectionPage, 'next' | 'stale'> {
  documents: readonly TableDocument[];
}

/**
 * Reads the documents of one page of a collection: one round trip for the page, one for its documents, and one for all that
 * are out of date, which are computed. An item that is withdrawn in between is left out.
 */
export const readTable = async (
  database: Database,
  kind: Kind,
  selection: Selection,
  { held: _, ...options }: DocumentOptions,
): Promise<DocumentPage> => {
  const { items, next, stale } = await readCollection(database, kind, selection, options);
  if (items.length === 0) return { documents: [], next, stale };
  const rows = await database.batch(...items.map(({ slug }) => documentStatement(kind, slug, options)));
  const stored = new Map(rows.flatMap(([row]) => (row ? [[row.item, parseDocument(row)] as const] : [])));
  const missing = items.filter(({ id }) => !stored.has(id)).map(({ id }) => id);
  const loaded = missing.length > 0 ? await loadItems(database, [kind], () => targetsByIds(missing)) : { items: [] };
  const computed = new Map(
    loaded.items.flatMap((item): [string, TableDocument][] => {
      const found = computeDocumentFor(item, options);
      return found ? [[item.row.id, found.computed]] : [];
    }),
  );
  const documents = items.map(({ id }) => stored.get(id) ?? computed.get(id)).filter((each) => each !== undefined);
  return { documents, next, stale: [...new Set([...stale, ...computed.keys()])] };
};
