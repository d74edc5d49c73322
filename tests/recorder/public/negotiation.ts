import { browser, get, type ServiceRequest } from '../requests.ts';

// Negotiation of languages and formats.

const acceptLanguages = [
  'ja',
  'en',
  'en-GB,en;q=0.8',
  'ja-JP,ja;q=0.9,en;q=0.8',
  'fr,de;q=0.5',
  'fr, en;q=0.3, ja;q=0.2',
  '*',
  '*;q=0',
  'ja;q=0',
  'ja;q=0, en;q=0',
  'ja;q=0, *',
  'en;q=0, *;q=0.5',
  'en;q=0.5, ja;q=0.5',
  'en;q=1.000, ja;q=0.999',
  'en-GB-oxendict',
  'ja-Hira-JP-x-private',
  'EN-us',
  'zh-Hant, ja-Latn;q=0.1',
  '',
  ',,, ;q=1',
  'en;q=2, ja',
  'en;q=abc, ja;q=0.1',
  'en ; q = 0.5 , ja',
  'english, japanese',
  `${'xx-YY;q=0.1, '.repeat(600)}en`,
] as const;

const accepts = [
  '*/*',
  'application/json',
  'text/html',
  browser,
  'application/ld+json',
  'text/markdown',
  'text/markdown;variant=CommonMark',
  'text/markdown;variant=GFM',
  'application/atom+xml',
  'text/csv;header=present, */*;q=0.1',
  'text/calendar',
  'text/*',
  'application/*;q=0.5, text/html;q=0.4',
  'application/json;q=0, */*',
  'text/html;q=0, application/json;q=0, */*;q=0.1',
  'image/png',
  'image/png, */*;q=0',
  'application/json;charset=utf-8;profile="a, b"',
  'application/json;version=2',
  'APPLICATION/JSON',
  'json, html',
  '',
  'text/html;q=0.5, application/json;q=0.5',
  'application/problem+json',
  `${'application/x-nothing;q=0.1, '.repeat(280)}text/html`,
] as const;

/** Requests for a path with each `Accept-Language`, each `Accept`, and some combinations. */
export const negotiatedAt = (path: string): ServiceRequest[] => [
  ...acceptLanguages.map((language) => get(path, { 'Accept-Language': language })),
  ...accepts.map((accept) => get(path, { Accept: accept, 'Accept-Language': 'en' })),
  ...accepts.flatMap((accept, index) =>
    [7, 12].map((step) => {
      const language = acceptLanguages[(index * step + step) % acceptLanguages.length] ?? '';
      return get(path, { Accept: accept, 'Accept-Language': language });
    }),
  ),
];

const negotiatedPaths = ['/actions/data', '/councils', '/', '/actions/nope'];
const pathsWithLanguage = ['/en/outcomes/council-2-2024-data', '/ja/terms', '/ja', '/en/nope', '/fr/actions'];
const pathsWithFormat = [
  '/actions/data.json',
  '/docs',
  '/councils.csv',
  '/changes.atom',
  '/problems/not-found',
  '/openapi.json',
  '/card/actions/data',
  '/nope',
  '/oembed?url=https%3A%2F%2Fexample.jp%2Factions%2Fdata',
];

/** Requests for examples of everything that is negotiated. */
export const negotiation = (): ServiceRequest[] => [
  ...negotiatedPaths.flatMap(negotiatedAt),
  ...pathsWithLanguage.flatMap((path) =>
    accepts.map((accept) => get(path, { Accept: accept, 'Accept-Language': 'ja' })),
  ),
  ...pathsWithFormat.flatMap((path) => acceptLanguages.map((language) => get(path, { 'Accept-Language': language }))),
  ...['/actions/data', '/', '/nope', '/embed/actions/data'].flatMap((path) =>
    [{}, { Accept: browser }, { 'Accept-Language': 'fr' }, { 'Accept-Language': 'ja' }].map((headers) => ({
      ...get(path, headers),
      at: 'english' as const,
    })),
  ),
];
