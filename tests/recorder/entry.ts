import type { Answered } from './http-client.ts';
import type { Asked } from './requests.ts';

/** A line of a recording. */
export interface Recorded extends Answered {
  request: Asked;
}

// What differs each time, or says only how the bytes came.
const dropped = new Set([
  'last-modified',
  'date',
  'age',
  'x-request-id',
  'server-timing',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'content-length',
]);

// The tags of the editor's API are numbers that are part of the promise; all others are digests of the build.
const tagOf = (etag: string): string => {
  if (/^"[er]\d+"$/.test(etag)) return etag;
  return etag.startsWith('W/') ? 'present, weak' : 'present';
};

const dayInWords = (locale: string, day: Date, calendar: string): string =>
  new Intl.DateTimeFormat(`${locale}-u-ca-${calendar}`, {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'long',
  }).format(day);

const waysToWrite = (day: Date): string[] => [
  dayInWords('en-GB', day, 'gregory'),
  dayInWords('ja-JP', day, 'gregory'),
  dayInWords('ja-JP', day, 'japanese'),
  new Date(day.getTime() + 9 * 3_600_000).toISOString().slice(0, 10),
];

const times = [
  /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g,
  /\b\d{8}T\d{6}Z/g,
  /\b[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/g,
];

const millisecondsOf = (time: string): number =>
  Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Replaces what the clock has written since a run began: times by `{now}`, the day in Tokyo by `{today}`. */
export const timeless = (began: number) => {
  // A run may go past midnight; it does not take a day.
  const days = [began, began + 3_600_000].flatMap((time) => waysToWrite(new Date(time)));
  const today = new RegExp([...new Set(days)].map((day) => `${day}(?!\\d)`).join('|'), 'g');
  return (text: string): string => {
    let result = text;
    for (const form of times)
      result = result.replace(form, (time) => (millisecondsOf(time) >= began - 2000 ? '{now}' : time));
    return result.replace(today, '{today}');
  };
};

const longest = 2000;

const shortened = (body: string): string =>
  body.length <= longest ? body : `${body.slice(0, 200)}… (${body.length} characters)`;

/** Makes a line of an answer: what depends on the run is taken out, headers are in order. */
export const recordedAs = (request: Asked, answered: Answered, still: (text: string) => string): Recorded => {
  const kept = Object.entries(answered.headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !dropped.has(name) && !name.startsWith('cf-'))
    .map(([name, value]) => [name, name === 'etag' ? tagOf(value) : still(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const { at, method, path, headers, body } = request;
  return {
    request: { at, method, path, headers, ...(body !== undefined && { body: shortened(body) }) },
    status: answered.status,
    headers: Object.fromEntries(kept),
    body: still(answered.body),
  };
};
