import ICAL from 'ical.js';
import { ics } from '../../../src/formats/ics/index.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { languageTags } from '../../../src/languages.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';

// NAME is from RFC 7986 §5.1, which ical.js does not know.
ICAL.design.icalendar.property.name = { defaultType: 'text' };

const check = (condition: boolean, rule: string) => {
  if (!condition) throw new Error(rule);
};

/** Parses a calendar with ical.js, and checks its lines: CRLF, at most 75 octets, no character cut in two. */
export const readCalendar = (body: string): ICAL.Component => {
  const lines = body.split('\r\n');
  check(lines.pop() === '', 'the last line has no end');
  for (const line of lines) {
    check(!/[\r\n]/.test(line), `a lone line break: ${line}`);
    check(new TextEncoder().encode(line).length <= 75, `more than 75 octets: ${line}`);
    check(line.isWellFormed(), `a character is cut in two: ${line}`);
  }
  return new ICAL.Component(ICAL.parse(body));
};

const one = (component: ICAL.Component, name: string): ICAL.Property => {
  const [property, ...others] = component.getAllProperties(name);
  if (!property || others.length > 0) throw new Error(`${component.name} has not one ${name}`);
  return property;
};

// What lasts long is on its last day, which its title says, and its description has the days.
const lastDay = new RegExp(
  languageTags
    .map((language) => messagesFor(language).t)
    .map((t) => t('page.aside', { text: t('feed.lastDay') }).replace(/[()]/g, '\\$&'))
    .join('|'),
);
const period = new RegExp(
  `^(?:${languageTags
    .map((language) => messagesFor(language).t)
    .map((t) => t('card.colon', { label: t('label.due') }))
    .join('|')})`,
);

const doubts: string[] = languageTags
  .map((language) => messagesFor(language).t)
  .flatMap((t) => [t('feed.unverifiedName'), t('feed.unverifiedDay'), t('feed.unverifiedTitle')]);

// The last line of a description is the URL of the page, for calendars that do not show URL.
const descriptionOf = (event: ICAL.Component): ReadText[] => {
  const description = one(event, 'description');
  const lines = String(description.getFirstValue())
    .split('\n')
    .filter((line) => !period.test(line));
  check(lines.pop() === one(event, 'url').getFirstValue(), 'a description ends with the page');
  check(lines.length === 0 || lines.pop() === '', 'the page stands by itself');
  const isDoubt = (line: string) => doubts.includes(line);
  const text = lines.filter((line) => !isDoubt(line)).join('\n');
  return [
    ...(text === '' ? [] : [{ text, language: description.getFirstParameter('language') }]),
    ...lines.filter(isDoubt).map((line) => ({ text: line })),
  ];
};

const textsOf = (component: ICAL.Component, ...names: readonly string[]): ReadText[] =>
  names.flatMap((name) =>
    component.getAllProperties(name).map((property) => ({
      text: String(property.getFirstValue()).replace(lastDay, ''),
      language: property.getFirstParameter('language'),
    })),
  );

/** iCalendar, parsed by ical.js and checked by the rules of RFC 5545 for all-day events. */
export const icsCase: FormatCase = {
  format: ics,
  unverifiedMark: 'stated',
  normalise: (text) => text.replace(/\r\n?/g, '\n').replace(/\t/g, ''),
  read: (body) => {
    const calendar = readCalendar(body);
    check(one(calendar, 'version').getFirstValue() === '2.0', 'no version');
    check(/^-\/\/.+\/\//.test(String(one(calendar, 'prodid').getFirstValue())), 'no prodid');
    check(calendar.getAllSubcomponents().length > 0, 'a calendar has a component (§3.6)');
    const events = calendar.getAllSubcomponents('vevent');
    const uids = events.map((event) => String(one(event, 'uid').getFirstValue()));
    check(new Set(uids).size === uids.length, `a uid twice: ${uids}`);
    for (const event of events) {
      const start = one(event, 'dtstart').getFirstValue() as ICAL.Time;
      const { endDate } = new ICAL.Event(event);
      check(start.isDate && endDate.isDate && start.compare(endDate) < 0, 'an event lasts whole days');
      check(!/[/\\:]/.test(String(one(event, 'uid').getFirstValue())), 'a uid is the name of a file');
      check(/Z$/.test(String(one(event, 'dtstamp').getFirstValue())), 'DTSTAMP is in UTC (§3.8.7.2)');
      check(/^https:/.test(String(one(event, 'url').getFirstValue())), 'an event has a page');
    }
    return [
      ...textsOf(calendar, 'name', 'description'),
      ...events.flatMap((event) => [...textsOf(event, 'summary'), ...descriptionOf(event)]),
    ];
  },
};
