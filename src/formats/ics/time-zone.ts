import { languages } from '../../languages.ts';
import { memoize } from '../../lib/memoize.ts';
import { type ContentLine, property } from './content-line.ts';

const minute = 60_000;
const quarterHour = 15 * minute;

// The years whose changes of offset are written. A zone without any in them has one offset, which began long ago.
const [firstYear, lastYear] = [2020, 2035];
const longAgo = Date.UTC(1951, 0, 1);

const zonePart = (format: Intl.DateTimeFormat, instant: number): string =>
  format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** Returns a function that gives the UTC offset of a zone at an instant, in minutes. */
const offsetsOf = (timeZone: string): ((instant: number) => number) => {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return (instant) => {
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(zonePart(format, instant)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
};

/** The abbreviation of a zone's offset at an instant (JST, BST), if one of our languages has one. */
const abbreviationAt = (timeZone: string, instant: number): string | undefined =>
  languages
    .map(({ dates, tag }) => (typeof dates === 'string' ? dates : tag))
    .map((locale) => zonePart(new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }), instant))
    .find((name) => /^[A-Z]{3,5}$/.test(name));

interface Transition {
  instant: number;
  from: number;
  to: number;
}

const transitionsOf = (offsetAt: (instant: number) => number): Transition[] => {
  const months = Array.from({ length: (lastYear - firstYear + 1) * 12 }, (_, month) => Date.UTC(firstYear, month));
  return months.slice(1).flatMap((end, index) => {
    let [before, after] = [months[index] ?? end, end];
    const [from, to] = [offsetAt(before), offsetAt(after)];
    if (from === to) return [];
    while (after - before > quarterHour) {
      const middle = before + Math.floor((after - before) / 2 / quarterHour) * quarterHour;
      if (offsetAt(middle) === from) before = middle;
      else after = middle;
    }
    return [{ instant: after, from, to }];
  });
};

const formatOffset = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`;
};

/** Formats the onset of an offset as a local DATE-TIME, by the offset before it: 20260329T010000. */
const formatOnset = ({ instant, from }: Transition): string =>
  new Date(instant + from * minute).toISOString().slice(0, 19).replace(/[-:]/g, '');

/** Writes a STANDARD or DAYLIGHT component: the onsets of one offset. */
const writeObservance = (timeZone: string, name: string, onsets: readonly Transition[]): ContentLine[] => {
  const [first, ...others] = onsets;
  if (!first) return [];
  // The platform has no abbreviations for the distant past.
  const abbreviation = abbreviationAt(timeZone, Math.max(first.instant, Date.UTC(firstYear)));
  return [
    property('BEGIN', name),
    property('DTSTART', formatOnset(first)),
    // One property each: some parsers read only the first of several values.
    ...others.map((onset) => property('RDATE', formatOnset(onset))),
    property('TZOFFSETFROM', formatOffset(first.from)),
    property('TZOFFSETTO', formatOffset(first.to)),
    ...(abbreviation ? [property('TZNAME', abbreviation)] : []),
    property('END', name),
  ];
};

/** Writes the VTIMEZONE component (RFC 5545 §3.6.5) of an IANA time zone, from the offsets that the platform knows. */
export const timeZoneComponent = memoize((timeZone: string): readonly ContentLine[] => {
  const offsetAt = offsetsOf(timeZone);
  const transitions = transitionsOf(offsetAt);
  const offset = offsetAt(Date.UTC(firstYear));
  const onsets =
    transitions.length > 0 ? transitions : [{ instant: longAgo - offset * minute, from: offset, to: offset }];
  const standard = Math.min(...onsets.map(({ to }) => to));
  const observances = Object.values(Object.groupBy(onsets, ({ from, to }) => `${from} ${to}`));
  return [
    property('BEGIN', 'VTIMEZONE'),
    property('TZID', timeZone),
    ...observances.flatMap((each = []) =>
      writeObservance(timeZone, each[0]?.to === standard ? 'STANDARD' : 'DAYLIGHT', each),
    ),
    property('END', 'VTIMEZONE'),
  ];
});
