import { env } from 'cloudflare:workers';
import { checkRecords } from '../../cli/validate.ts';
import { loadCommandState } from '../../src/database/command-state.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Kind } from '../../src/kinds/index.ts';
import type { Edition, Item } from '../../src/model/edition.ts';
import { refreshAll } from './documents.ts';
import { loadedOn } from './examples.ts';
import { load } from './load.ts';
import { recordFiles } from './records.ts';

/** The tables of the record; those that triggers fill come last. */
const tables = [
  'items',
  'slugs',
  'editions',
  'links',
  'listings',
  'derived',
  'drafts',
  'revisions',
  'events',
  'purges',
];
/** Those that triggers fill, or that are computed of the others. */
const filledByTriggers = ['live', 'counters', 'stale_documents', 'documents', 'cards', 'past_documents'];
const allTables = [...tables, ...filledByTriggers];

type Row = Readonly<Record<string, unknown>>;

/** The rows of the loaded record, and `total_changes()` of the connection when the database last had just these. */
interface Snapshot {
  rows: ReadonlyMap<string, readonly Row[]>;
  changes: number;
}

// Test files share a Worker and its database, but not always their modules.
const shared = globalThis as { loadedRecord?: Snapshot };

const totalChanges = async (): Promise<number> =>
  (await env.DB.prepare('SELECT total_changes() AS changes').first<number>('changes')) ?? 0;

const rowsOf = async (names: readonly string[]): Promise<Map<string, Row[]>> => {
  const results = await env.DB.batch<Row>(names.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)));
  return new Map(names.map((table, index) => [table, results[index]?.results ?? []]));
};

const deleting = (names: readonly string[]) => names.map((table) => env.DB.prepare(`DELETE FROM ${table}`));

/** Inserts rows as they were read; JSON, so that a table is one parameter. */
const inserting = (table: string, rows: readonly Row[]): D1PreparedStatement[] => {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const values = columns.map((_, place) => `value ->> ${place}`);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM json_each(?)`;
  return [env.DB.prepare(sql).bind(JSON.stringify(rows.map((row) => columns.map((column) => row[column]))))];
};

/** Empties every table, as the migrations leave them. */
export const startEmpty = async (): Promise<void> => {
  await env.DB.batch(deleting([...filledByTriggers, ...tables.toReversed(), ...filledByTriggers]));
};

/**
 * Puts the records of content/ in the database, and nothing else. They are published once; after that their rows are
 * put back, and only where a test has written anything.
 */
export const startOver = async (): Promise<void> => {
  const { loadedRecord } = shared;
  if (!loadedRecord) {
    await startEmpty();
    await load(openDatabase(env.DB), checkRecords(recordFiles).ready, loadedOn);
    await refreshAll(env.DB);
    shared.loadedRecord = { rows: await rowsOf(allTables), changes: await totalChanges() };
    return;
  }
  if ((await totalChanges()) === loadedRecord.changes) return;
  const { rows } = loadedRecord;
  const insertingAll = (names: readonly string[]) => names.flatMap((table) => inserting(table, rows.get(table) ?? []));
  await env.DB.batch([
    ...deleting([...filledByTriggers, ...tables.toReversed()]),
    ...insertingAll(tables),
    ...deleting(filledByTriggers),
    ...insertingAll(filledByTriggers),
  ]);
  loadedRecord.changes = await totalChanges();
};

/** Everything that is stored: the rows of every table, in the order of their keys. */
export const everything = async (): Promise<Record<string, unknown[]>> => {
  return Object.fromEntries(await rowsOf(allTables));
};

/** The live item of a kind and first slug. */
export const liveItem = async (kind: Kind, slug: string): Promise<Item> => {
  const item = (await loadCommandState(openDatabase(env.DB), [{ kind, slug }])).state({ kind, slug }).live;
  if (!item) throw new Error(`there is no ${kind}/${slug}`);
  return item;
};

/** The next edition of an item, which differs by `change`, published a day later. */
export const nextEdition = (item: Item, change: Partial<Edition> & { slug?: string }): Item => {
  const { slug = item.slug, ...edition } = change;
  const number = item.edition.number + 1;
  const published = `2026-12-${String(number).padStart(2, '0')}T00:00:00Z`;
  return { ...item, slug, edition: { ...item.edition, number, published, ...edition } };
};

/** A new item of the glossary, which has nothing but what it is given. */
export const newTerm = (slug: string, texts: Edition['texts'], change: Partial<Edition> = {}): Item => {
  const facts = {
    sources: [{ href: 'https://www.example.org/', language: 'en' }],
    licence: 'https://creativecommons.org/licenses/by/4.0/',
  };
  const published = '2026-12-01T00:00:00Z';
  const edition = { number: 1, facts, texts, withdrawals: {}, published, ...change };
  return { id: `terms/${slug}`, kind: 'terms', slug, published, edition };
};
