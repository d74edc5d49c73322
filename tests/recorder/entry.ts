import type { ServiceResponse } from './http-client.ts';
import type { ServiceRequest } from './requests.ts';

/** A line of a recording: a request and its answer. */
export interface Entry extends ServiceResponse {
  request: ServiceRequest;
}

// Headers that differ each time, or are of the connection.
const ignoredHeaders = new Set([
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

// Entity tags of the editor's API are numbers, which are documented; all others are digests, which depend on the build.
const maskedTag = (etag: string): string => {
  if (/^"[er]\d+"$/.test(etag)) return etag;
  return etag.startsWith('W/') ? 'present, weak' : 'present';
};

const dayInWords = (locale: string, day: Date, calendar: string): string =>
  new Intl.DateTimeFormat(`${locale}-u-ca-${calendar}`, {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'long',
  }).format(day);

const datesIn = (day: Date): string[] => [
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

/** Makes a function that replaces times since a run began by `{now}`, and the day in Tokyo by `{today}`. */
export const timeMask = (began: number) => {
  // A run may go past midnight; it does not take a day.
  const days = [began, began + 3_600_000].flatMap((time) => datesIn(new Date(time)));
  const today = new RegExp([...new Set(days)].map((day) => `${day}(?!\\d)`).join('|'), 'g');
  return (text: string): string => {
    let result = text;
    for (const form of times)
      result = result.replace(form, (time) => (millisecondsOf(time) >= began - 2000 ? '{now}' : time));
    return result.replace(today, '{today}');
  };
};

const longestBody = 2000;

const shortened = (body: string): string =>
  body.length <= longestBody ? body : `${body.slice(0, 200)}… (${body.length} characters)`;

/** Makes a line of a recording: what depends on the run is removed, headers are sorted. */
export const entryOf = (
  request: ServiceRequest,
  response: ServiceResponse,
  maskTimes: (text: string) => string,
): Entry => {
  const headersKept = Object.entries(response.headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ignoredHeaders.has(name) && !name.startsWith('cf-'))
    .map(([name, value]) => [name, name === 'etag' ? maskedTag(value) : maskTimes(value)] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const { at, method, path, headers, body } = request;
  return {
    request: { at, method, path, headers, ...(body !== undefined && { body: shortened(body) }) },
    status: response.status,
    headers: Object.fromEntries(headersKept),
    body: maskTimes(response.body),
  };
};
