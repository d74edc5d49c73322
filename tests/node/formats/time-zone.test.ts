import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { timeZoneComponent } from '../../../src/formats/ics/time-zone.ts';

/** The UTC offset at a local time, in minutes, as ical.js computes it from the component. */
const offsetAt = (timeZone: string, local: string): number => {
  const component = new ICAL.Component(ICAL.parse(timeZoneComponent(timeZone).join('')));
  return (
    new ICAL.Timezone({ component, tzid: timeZone }).utcOffset(ICAL.Time.fromJSDate(new Date(`${local}Z`), true)) / 60
  );
};

describe('the VTIMEZONE of a calendar', () => {
  it('Asia/Tokyo has one offset, called JST', () => {
    expect(timeZoneComponent('Asia/Tokyo').join('')).toBe(
      [
        'BEGIN:VTIMEZONE',
        'TZID:Asia/Tokyo',
        'BEGIN:STANDARD',
        'DTSTART:19510101T000000',
        'TZOFFSETFROM:+0900',
        'TZOFFSETTO:+0900',
        'TZNAME:JST',
        'END:STANDARD',
        'END:VTIMEZONE',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['Asia/Tokyo', '2026-01-15T12:00:00', 540],
    ['Asia/Tokyo', '2026-07-15T12:00:00', 540],
    ['Asia/Kolkata', '2026-07-15T12:00:00', 330],
    ['Europe/London', '2026-01-15T12:00:00', 0],
    ['Europe/London', '2026-03-29T00:30:00', 0],
    ['Europe/London', '2026-03-29T02:30:00', 60],
    ['Europe/London', '2026-07-15T12:00:00', 60],
    ['Europe/London', '2026-10-25T03:00:00', 0],
    ['America/New_York', '2026-01-15T12:00:00', -300],
    ['America/New_York', '2026-07-15T12:00:00', -240],
  ])('%s at %s is %s minutes from UTC', (timeZone, local, minutes) => {
    expect(offsetAt(timeZone, local)).toBe(minutes);
  });

  it('summer time is DAYLIGHT, called as the languages of the service call it', () => {
    const lines = timeZoneComponent('Europe/London');
    expect(lines.slice(lines.indexOf('BEGIN:DAYLIGHT\r\n')).find((line) => line.startsWith('TZNAME'))).toBe(
      'TZNAME:BST\r\n',
    );
  });
});
