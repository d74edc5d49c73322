import { negotiatedAt } from '../public/negotiation.ts';
import { browser, extensions, forEachReader, get, languages, origin, type ServiceRequest } from '../requests.ts';

// What readers see of the changes of editors.

const requestsFor = (path: string): ServiceRequest[] => [
  ...forEachReader([path]),
  ...languages.flatMap((language) => [
    get(`/${language}${path}`, { Accept: browser }),
    ...extensions.map((extension) => get(`/${language}${path}.${extension}`)),
    get(`/${language}${path}.json?fallback=none`),
    get(`/${language}${path}.html?fallback=none`),
    ...['card', 'embed'].flatMap((shape) => [
      get(`/${language}/${shape}${path}`),
      get(`/${language}/${shape}${path}?fallback=none`),
    ]),
    get(`/oembed?${new URLSearchParams({ url: `${origin}/${language}${path}` })}`),
    get(`/${language}/embed-builder?item=${path.slice(1)}`),
  ]),
  ...['json', 'html', 'md'].map((extension) => get(`${path}.${extension}`, { 'Accept-Language': 'en' })),
  get(`/embed${path}`, { 'Accept-Language': 'en', Accept: browser }),
  get(`/en${path}.html?utm_source=mail`),
  get(`/en${path}.json`, { 'If-None-Match': '{etag}' }),
  get(`/en${path}.json`, { 'If-Match': '"other"' }),
  get(`/en${path}.json`, {}, 'HEAD'),
];

const changed = [
  '/terms/dfft',
  '/terms/cbpr',
  '/terms/privacy-rules',
  '/terms/photonics',
  '/terms/iap',
  '/terms/half',
  '/terms/english',
  '/terms/first-japanese',
  '/terms/drafted',
  '/terms/beyond-5g',
  '/terms/sixth-generation',
  '/terms/long-past',
  '/terms/past',
  '/actions/data',
  '/actions/data-and-trust',
  '/actions/digital-markets',
  '/outcomes/council-2-2024-ai',
  '/organisations/communications',
  '/organisations/mic',
  '/organisations/agency',
];

const lists = [
  '/outcomes.json?action=data',
  '/outcomes.json?action=data-and-trust',
  '/outcomes.html?action=data',
  '/actions.json?fallback=none',
  '/terms.json',
  '/terms.html',
  '/terms.json?fallback=none&limit=100',
  '/terms.csv?limit=100',
  '/terms.md',
  '/terms.atom',
  '/terms.jsonld',
  '/terms.json?modified_since=2026-11-24',
  '/roles.json?organisation=agency',
  '/roles.html?organisation=agency',
  '/organisations.json?parent=mic',
  '/organisations.json?parent=communications',
  '/councils/council-2-2024.json',
  '/councils/council-2-2024.html',
  '/councils/council-2-2024.atom',
  '/councils.ics',
  '/actions.html',
  '/changes.atom',
  '/changes.atom?fallback=none',
  '/embed-builder?kind=terms',
  '',
];

/** Requests for everything that has changed, and for the lists that show it. */
export const effects = (): ServiceRequest[] => [
  ...changed.flatMap(requestsFor),
  ...lists.flatMap((path) =>
    languages.map((language) => get(`/${language}${path}`, path === '' ? { Accept: browser } : {})),
  ),
  get('/sitemap.xml'),
  get('/readyz'),
  ...negotiatedAt('/terms/dfft'),
  ...negotiatedAt('/terms/iap'),
];

const samplePaths = [
  '/',
  '/en',
  '/actions/semiconductors',
  '/en/actions.html',
  '/ja/terms.json',
  '/en/actions/nope.json',
  '/en/card/actions/semiconductors',
  '/ja/embed/actions/semiconductors',
  '/changes.atom',
  '/sitemap.xml',
  '/readyz',
  '/healthz',
  '/oembed?url=https%3A%2F%2Fexample.jp%2Factions%2Fsemiconductors',
  '/embed-builder',
  '/docs',
  '/robots.txt',
  '/nope',
  '/editor/api/drafts',
];

/** Requests to a gateway that cannot reach its public reads. */
export const withoutReads = (): ServiceRequest[] =>
  forEachReader(samplePaths).map((request) => ({ ...request, at: 'withoutReads' }));

/** Requests to a service without its database. */
export const withoutDatabase = (): ServiceRequest[] => [
  ...forEachReader(samplePaths),
  get('/en/actions/data.json', {}, 'HEAD'),
  get('/en/actions/data.json', { 'If-Match': '"other"' }),
  ...forEachReader(['/editor/api/drafts', '/editor/api/terms/dfft']).map((request) => ({
    ...request,
    at: 'editor' as const,
  })),
];
