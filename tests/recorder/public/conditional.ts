import { browser, get, type ServiceRequest } from '../requests.ts';

// Conditional requests, and methods.

const conditions: Record<string, string>[] = [
  { 'If-None-Match': '{etag}' },
  { 'If-None-Match': 'W/{etag}' },
  { 'If-None-Match': '{gzip}' },
  { 'If-None-Match': 'W/{gzip}' },
  { 'If-None-Match': '"other"' },
  { 'If-None-Match': '"a", W/"b", {etag}' },
  { 'If-None-Match': '*' },
  { 'If-None-Match': 'nonsense' },
  { 'If-None-Match': '' },
  { 'If-Match': '{etag}' },
  { 'If-Match': 'W/{etag}' },
  { 'If-Match': '"other", {etag}' },
  { 'If-Match': '"other"' },
  { 'If-Match': '*' },
  { 'If-Match': '{etag}', 'If-None-Match': '{etag}' },
  { 'If-Match': '"other"', 'If-None-Match': '{etag}' },
  { 'If-Modified-Since': 'Mon, 01 Jan 2035 00:00:00 GMT' },
  { 'If-Unmodified-Since': 'Mon, 01 Jan 2001 00:00:00 GMT' },
  { Range: 'bytes=0-9' },
  { Range: 'bytes=0-9', 'If-Range': '{etag}' },
];

const paths = [
  '/en/actions/data.json',
  '/ja/councils.html',
  '/actions/data',
  '/',
  '/en/card/actions/data',
  '/sitemap.xml',
  '/ja/changes.atom',
  '/en/actions/nope.json',
  '/docs',
];

const otherPaths = [
  '/openapi.json',
  '/robots.txt',
  '/en/embed-builder',
  '/councils.csv',
  '/ja/councils.ics',
  '/en/embed/actions/data?theme=dark',
  '/problems/withdrawn',
  '/healthz',
  '/embed.js',
  '/oembed?url=https%3A%2F%2Fexample.jp%2Factions%2Fdata',
];

const methods = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'get', 'BREW'];

const methodPaths = [
  '/',
  '/en',
  '/en/actions/data.json',
  '/actions/data',
  '/ja/councils',
  '/en/card/actions/data',
  '/en/embed/actions/data',
  '/oembed?url=https%3A%2F%2Fexample.jp%2Factions%2Fdata',
  '/embed-builder',
  '/ja/docs',
  '/problems/not-found',
  '/openapi.json',
  '/sitemap.xml',
  '/robots.txt',
  '/healthz',
  '/readyz',
  '/changes.atom',
  '/en/actions/nope',
  '/nope',
  '/en/actions/',
  '/embed.js',
  '/editor/api/actions/data',
];

const preflight = {
  Origin: 'https://elsewhere.example',
  'Access-Control-Request-Method': 'GET',
  'Access-Control-Request-Headers': 'x-a',
};

/** Requests with conditions, with every method, and with headers that must change nothing. */
export const conditional = (): ServiceRequest[] => [
  ...paths.flatMap((path) => conditions.map((headers) => get(path, headers))),
  ...otherPaths.flatMap((path) =>
    conditions.filter((_, index) => index % 3 === 0).map((headers) => get(path, headers)),
  ),
  ...paths.flatMap((path) => [
    get(path, { 'If-None-Match': '{etag}' }, 'HEAD'),
    get(path, { 'If-Match': '"other"', 'Accept-Language': 'ja', Accept: browser }),
  ]),
  ...methodPaths.flatMap((path) => methods.map((method) => get(path, { 'Accept-Language': 'en' }, method))),
  ...methodPaths.flatMap((path) => [
    get(path, { Accept: browser, 'Accept-Language': 'ja' }, 'POST'),
    get(path, preflight, 'OPTIONS'),
  ]),
  ...['/en/actions/data.json', '/', '/nope'].flatMap((path) =>
    [
      { Origin: 'https://elsewhere.example' },
      { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'ftp' },
      { Host: 'evil.example' },
      { Cookie: 'session=1', Authorization: 'Bearer nobody' },
      { 'X-Request-Id': 'mine', 'Cache-Control': 'no-cache' },
      { 'X-HTTP-Method-Override': 'DELETE' },
    ].map((headers) => get(path, headers)),
  ),
];
