import ICAL from 'ical.js';
import { ics } from '../../../src/formats/ics/index.ts';
import type { Said, Subject } from '../cases/formats.ts';

// What RFC 7986 §5.1 adds, and ical.js does not know yet.
ICAL.design.icalendar.property.name = { defaultType: 'text' };

const must = (condition: boolean, rule: string) => {
  if (!condition) throw new Error(rule);
};

/** A calendar as ical.js reads it, after the form of its lines is checked: CRLF, 75 octets, no character cut in two. */
export const readCalendar = (body: string): ICAL.Component => {
  const lines = body.split('\r\n');
  must(lines.pop() === '', 'the last line has no end');
  for (const line of lines) {
    must(!/[\r\n]/.test(line), `a lone line break: ${line}`);
    must(new TextEncoder().encode(line).length <= 75, `more than 75 octets: ${line}`);
    must(line.isWellFormed(), `a character is cut in two: ${line}`);
  }
  return new ICAL.Component(ICAL.parse(body));
};

const one = (component: ICAL.Component, name: string): ICAL.Property => {
  const [property, ...others] = component.getAllProperties(name);
  if (!property || others.length > 0) throw new Error(`${component.name} has not one ${name}`);
  return property;
};

// The last line of a description is the page, for calendars that show no other address.
const descriptionOf = (event: ICAL.Component): Said[] => {
  const description = one(event, 'description');
  const lines = String(description.getFirstValue()).split('\n');
  must(lines.pop() === one(event, 'url').getFirstValue(), 'a description ends with the page');
  must(lines.length === 0 || lines.pop() === '', 'the page stands by itself');
  return lines.length === 0 ? [] : [{ text: lines.join('\n'), language: description.getFirstParameter('language') }];
};

const said = (component: ICAL.Component, ...names: readonly string[]): Said[] =>
  names.flatMap((name) =>
    component.getAllProperties(name).map((property) => ({
      text: String(property.getFirstValue()),
      language: property.getFirstParameter('language'),
    })),
  );

/** iCalendar, read by ical.js and held to the rules of RFC 5545 for events that last whole days. */
export const subject: Subject = {
  format: ics,
  doubts: 'within',
  as: (text) => text.replace(/\r\n?/g, '\n').replace(/\t/g, ''),
  read: (body) => {
    const calendar = readCalendar(body);
    must(one(calendar, 'version').getFirstValue() === '2.0', 'no version');
    must(/^-\/\/.+\/\//.test(String(one(calendar, 'prodid').getFirstValue())), 'no prodid');
    must(calendar.getAllSubcomponents().length > 0, 'a calendar has a component (§3.6)');
    const events = calendar.getAllSubcomponents('vevent');
    const uids = events.map((event) => String(one(event, 'uid').getFirstValue()));
    must(new Set(uids).size === uids.length, `a uid twice: ${uids}`);
    for (const event of events) {
      const [start, end] = [one(event, 'dtstart'), one(event, 'dtend')].map(
        (each) => each.getFirstValue() as ICAL.Time,
      );
      must(Boolean(start?.isDate && end?.isDate && start.compare(end) < 0), 'an event lasts whole days');
      must(/Z$/.test(String(one(event, 'dtstamp').getFirstValue())), 'DTSTAMP is in UTC (§3.8.7.2)');
      must(/^https:/.test(String(one(event, 'url').getFirstValue())), 'an event has a page');
    }
    return [
      ...said(calendar, 'name'),
      ...events.flatMap((event) => [...said(event, 'summary'), ...descriptionOf(event)]),
    ];
  },
};
