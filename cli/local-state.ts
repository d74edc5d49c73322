import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where the tools of Cloudflare keep the embedded local database. */
export const stateFolder = '.wrangler/state';

/** What a local database has that only it has: published items, drafts, events. */
export interface LocalContents {
  items: number;
  drafts: number;
  events: number;
}

const countIn = (file: string): LocalContents | undefined => {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (statement: string) =>
    Number(database.prepare(`SELECT count(*) AS count FROM ${statement}`).get()?.count);
  try {
    return {
      items: count('items'),
      drafts: count('drafts WHERE record IS NOT NULL'),
      events: count('events'),
    };
  } catch {
    // Another file of the tools, or a database that no migration was applied to.
    return undefined;
  } finally {
    database.close();
  }
};

/** Counts what is in the local database of a project's folder; undefined where there is none. */
export const localContents = (project: string): LocalContents | undefined => {
  const state = join(project, stateFolder);
  if (!existsSync(state)) return undefined;
  const counted = globSync('v3/d1/**/*.sqlite', { cwd: state }).flatMap((file) => countIn(join(state, file)) ?? []);
  const sum = (name: keyof LocalContents) => counted.reduce((total, one) => total + one[name], 0);
  return { items: sum('items'), drafts: sum('drafts'), events: sum('events') };
};
