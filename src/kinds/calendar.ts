import type { KindDefinition } from './definition.ts';

type Values = Readonly<Record<string, unknown>>;

/** The first and the last day of a period of which one may be unknown; undefined where it has no day. */
export const daysOf = (period: unknown): { from: string; until: string } | undefined => {
  const { from, until } = (period ?? {}) as { from?: string; until?: string };
  const [first = until, last = from] = [from, until];
  return first && last ? { from: first, until: last } : undefined;
};

/** Whether an item has an event in a calendar: its day, or an entry with a due period that has days. */
export const hasEvents = ({ calendar }: Pick<KindDefinition, 'calendar'>, values: Values): boolean => {
  if (!calendar) return false;
  if (calendar.by === 'item') return typeof values[calendar.day] === 'string';
  const entries = (values[calendar.list] ?? []) as readonly Values[];
  return entries.some((entry) => daysOf(entry[calendar.period]) !== undefined);
};
