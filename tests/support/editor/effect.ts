import { env } from 'cloudflare:workers';
import { contentsOf } from './invariants.ts';

type Event = Awaited<ReturnType<typeof contentsOf>>['events'][number];

const linesOf = (tables: Record<string, readonly object[]>): string[] =>
  Object.entries(tables).flatMap(([table, rows]) => rows.map((row) => `${table} ${JSON.stringify(row)}`));

/** What somebody has done: the answer, every row of any table that differs since, and the events that tell of it. */
export interface Effect<Answer> {
  answer: Answer;
  changed: readonly string[];
  events: readonly Event[];
}

/** Does something, and looks at everything that is stored before and after. */
export const effectOf = async <Answer>(act: () => Promise<Answer>): Promise<Effect<Answer>> => {
  const { events: past, ...before } = await contentsOf(env.DB);
  const answer = await act();
  const { events, ...after } = await contentsOf(env.DB);
  const [old, young] = [linesOf(before), linesOf(after)].map((lines) => new Set(lines));
  const changed = [
    ...linesOf(before).filter((line) => !young?.has(line)),
    ...linesOf(after).filter((line) => !old?.has(line)),
  ];
  return { answer, changed, events: events.slice(past.length) };
};
