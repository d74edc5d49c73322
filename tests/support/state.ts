import { env } from 'cloudflare:workers';
import { checkRecords } from '../../cli/validate.ts';
import { loadCommandState } from '../../src/database/command-state.ts';
import { openDatabase } from '../../src/database/connection.ts';
import type { Kind } from '../../src/kinds/index.ts';
import type { Edition, Item } from '../../src/model/edition.ts';
import { load } from './load.ts';
import { recordFiles } from './records.ts';

const tables = [
  'live',
  'listings',
  'counters',
  'links',
  'slugs',
  'editions',
  'items',
  'derived',
  'drafts',
  'events',
  'purges',
];

/** A database as the migrations leave it: every table, and nothing in any. */
export const startEmpty = async (): Promise<void> => {
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
};

/** The real records, and nothing of what a test did before. */
export const startOver = async (): Promise<void> => {
  await startEmpty();
  await load(openDatabase(env.DB), checkRecords(recordFiles).ready, '2026-11-23T00:00:00Z');
};

/** Everything that is stored: the rows of every table, in the order of their keys. */
export const everything = async (): Promise<Record<string, unknown[]>> => {
  const rows = await env.DB.batch(tables.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)));
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]?.results ?? []]));
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
