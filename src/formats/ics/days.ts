import { type ContentLine, formatDate, property } from './content-line.ts';

/** The first and the last day of something. */
export interface Days {
  from: string;
  until: string;
}

const dayLength = 86_400_000;

/** How many days an event may last. Calendars show one on each of its days: a quarter would fill three months of them. */
const maxDays = 7;

/** Whether something lasts too long to be an event on all its days: it is one on the last day. */
export const isLong = ({ from, until }: Days): boolean => (Date.parse(until) - Date.parse(from)) / dayLength >= maxDays;

/** The days in a calendar of what lasts that long. */
export const calendarDays = (days: Days): Days => (isLong(days) ? { from: days.until, until: days.until } : days);

/**
 * Writes DTSTART and DTEND, which is the day after the last one. The last day that has four digits for its year (RFC 5545
 * §3.3.4) has none after it; an event without DTEND lasts one day (§3.6.1).
 */
export const writeDays = ({ from, until }: Days): ContentLine[] => {
  const end = new Date(Date.parse(until) + dayLength).toISOString();
  const start = property('DTSTART;VALUE=DATE', formatDate(from));
  // Years of more digits begin with a sign.
  return end.startsWith('+') ? [start] : [start, property('DTEND;VALUE=DATE', formatDate(end.slice(0, 10)))];
};
