import { setTimeout } from 'node:timers/promises';
import { createEditorClient } from '../cli/client.ts';
import { rebuildListings } from '../cli/import.ts';

/** Waits until the documents of all items are stored; returns how long that took (s). */
export const storeDocuments = async (port: number, database: D1Database): Promise<number> => {
  const began = performance.now();
  const editor = createEditorClient(`http://localhost:${port}`, 'en');
  for (let round = 0; ; round += 1) {
    // Each call refreshes for some time after its answer, as cron does on the platform.
    if (round % 100 === 0) await rebuildListings(editor);
    const stale = await database.prepare('SELECT count(*) AS count FROM stale_documents').first<number>('count');
    if (stale === 0) return (performance.now() - began) / 1000;
    await setTimeout(250);
  }
};

/** Writes what the floor reads: an item as one row, and each card of a list as one. */
export const writeFloor = async (
  database: D1Database,
  items: Readonly<Record<string, string>>,
  lists: Readonly<Record<string, readonly string[]>>,
): Promise<void> => {
  await database.batch([
    database.prepare('CREATE TABLE IF NOT EXISTS floor_items (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID'),
    database.prepare('CREATE TABLE IF NOT EXISTS floor_cards (list TEXT, sort INTEGER, card TEXT NOT NULL)'),
    database.prepare('CREATE INDEX IF NOT EXISTS floor_cards_by_list ON floor_cards (list, sort)'),
    ...Object.entries(items).map(([key, body]) =>
      database.prepare('INSERT INTO floor_items (key, body) VALUES (?, ?)').bind(key, body),
    ),
    ...Object.entries(lists).flatMap(([list, cards]) =>
      cards.map((card, sort) =>
        database.prepare('INSERT INTO floor_cards (list, sort, card) VALUES (?, ?, ?)').bind(list, sort, card),
      ),
    ),
  ]);
};

/** An item, and how many others link to it. */
export interface Linked {
  kind: string;
  slug: string;
  links: number;
}

/** Finds the item that about so many others link to. */
export const itemWithLinks = async (database: D1Database, wanted: number): Promise<Linked> => {
  const found = await database
    .prepare(
      `SELECT items.kind, items.slug, count(*) AS links FROM links JOIN items ON items.id = links.target
       GROUP BY links.target ORDER BY abs(count(*) - ?) LIMIT 1`,
    )
    .bind(wanted)
    .first<Linked>();
  if (!found) throw new Error('no item is linked to');
  return found;
};

/** Publishes an item anew, each time with another text; how long each publication took (ms). */
export const publishAgain = async (port: number, { kind, slug }: Linked, times: number): Promise<number[]> => {
  const editor = createEditorClient(`http://localhost:${port}`, 'en');
  const { body } = await editor('GET', `/${kind}/${slug}`);
  const { facts, texts } = body.live as { facts: object; texts: Record<string, object> };
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const note = `Correction ${time} of ${Date.now()}`;
    const noted = Object.fromEntries(Object.entries(texts).map(([tag, text]) => [tag, { ...text, note }]));
    const began = performance.now();
    const answer = await editor('POST', '/publications', {
      items: [{ kind, slug, match: 'any', record: { facts, texts: noted } }],
    });
    if (answer.status !== 200) throw new Error(`${kind}/${slug}: ${answer.status} ${JSON.stringify(answer.body)}`);
    took.push(performance.now() - began);
  }
  return took;
};
