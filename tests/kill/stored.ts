import { openDatabase } from '../../src/database/connection.ts';
import { computeCards, computeDocuments } from '../../src/database/documents/compute.ts';
import { loadItems } from '../../src/database/documents/load.ts';
import { targetsByIds } from '../../src/database/documents/load-statements.ts';
import { isKind, type Kind } from '../../src/kinds/index.ts';

type Row = Record<string, string | number | null>;

/** What stored documents and cards were compared, and where they are wrong. */
export interface Comparison {
  documents: number;
  cards: number;
  /** Items that are marked as out of date. */
  stale: number;
  faults: string[];
}

const keyOf = (row: Row) => [row.kind, row.slug, row.language, row.fallback].join(' ');

const compare = (table: string, stored: readonly Row[], computed: readonly Row[]): string[] => {
  const byKey = new Map(computed.map((row) => [keyOf(row), row]));
  const faults = stored.flatMap((row) => {
    const wanted = byKey.get(keyOf(row));
    byKey.delete(keyOf(row));
    if (!wanted) return [`${table} ${keyOf(row)} of ${row.item}: there is to be none`];
    const wrong = Object.keys(wanted).filter((column) => row[column] !== wanted[column]);
    return wrong.map(
      (column) => `${table} ${keyOf(row)} of ${row.item}: ${column} is ${row[column]}, computed anew ${wanted[column]}`,
    );
  });
  return [...faults, ...[...byKey.keys()].map((key) => `${table} ${key}: not stored, and not marked as out of date`)];
};

/**
 * Compares every stored document and card whose item is not marked as out of date with what is computed anew from the
 * record; the whole row, but for `since`. `digest` is what documents are made with, `origin` the origin behind it.
 */
export const compareStored = async (binding: D1Database, digest: string, origin: string): Promise<Comparison> => {
  const select = async (sql: string) => (await binding.prepare(sql).all<Row>()).results;
  const stale = new Set((await select('SELECT item FROM stale_documents')).map(({ item }) => String(item)));
  const current = (await select('SELECT id FROM items')).map(({ id }) => String(id)).filter((id) => !stale.has(id));
  const idsByKind = Map.groupBy(current, (id): Kind => {
    const kind = id.slice(0, id.indexOf('/'));
    if (!isKind(kind)) throw new Error(`${id} is of no known kind`);
    return kind;
  });
  const { items: loaded } = await loadItems(openDatabase(binding), [...idsByKind.keys()], (kind) =>
    targetsByIds(kind ? (idsByKind.get(kind) ?? []) : current),
  );
  const documents = loaded.flatMap((item) =>
    computeDocuments(item, origin).map(({ language, fallback, both, computed }): Row => {
      const { kind, slug, number: edition } = item.row;
      const { version, head, view } = computed;
      const texts = { version, head: JSON.stringify(head), view };
      return { kind, slug, language, fallback, both, item: item.row.id, edition, digest, ...texts };
    }),
  );
  const cards = loaded.flatMap((item) =>
    computeCards(item, origin).map(({ language, fallback, both, computed: { version, head, card } }): Row => {
      const { kind, slug, id } = item.row;
      return { kind, slug, language, fallback, both, item: id, version, head: JSON.stringify(head), card };
    }),
  );
  const isCurrent = ({ item }: Row) => !stale.has(String(item));
  const [storedDocuments, storedCards] = [
    (await select('SELECT * FROM documents')).filter(isCurrent),
    (await select('SELECT * FROM cards')).filter(isCurrent),
  ];
  return {
    documents: storedDocuments.length,
    cards: storedCards.length,
    stale: stale.size,
    faults: [...compare('documents', storedDocuments, documents), ...compare('cards', storedCards, cards)],
  };
};
