import { env } from 'cloudflare:workers';
import { contentsOf } from './invariants.ts';

type Event = Awaited<ReturnType<typeof contentsOf>>['events'][number];

const linesOf = (tables: Record<string, readonly object[]>): string[] =>
  Object.entries(tables).flatMap(([table, rows]) => rows.map((row) => `${table} ${JSON.stringify(row)}`));

/** The effect of a request: its answer, the rows of any table that differ since, and its events. */
export interface Effect<Answer> {
  answer: Answer;
  changed: readonly string[];
  events: readonly Event[];
}

/** Runs an action; compares everything that is stored before and after. */
export const effectOf = async <Answer>(act: () => Promise<Answer>): Promise<Effect<Answer>> => {
  const { events: past, ...before } = await contentsOf(env.DB);
  const answer = await act();
  const { events, ...after } = await contentsOf(env.DB);
  const [oldLines, newLines] = [new Set(linesOf(before)), new Set(linesOf(after))];
  const changed = [
    ...[...oldLines].filter((line) => !newLines.has(line)),
    ...[...newLines].filter((line) => !oldLines.has(line)),
  ];
  return { answer, changed, events: events.slice(past.length) };
};
