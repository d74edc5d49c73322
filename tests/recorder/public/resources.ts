import type { Catalogue, Resource } from '../catalogue.ts';
import { browser, extensions, forEachReader, get, languages, type ServiceRequest } from '../requests.ts';

// Every page, item and collection, in every language and format.

const canonicalRequests = ({ path, forms }: Resource): ServiceRequest[] => [
  ...forms.map((form) => get(form)),
  get(path),
  get(`/en${path}`),
  get(`/ja${path}`, { Accept: browser }),
];

const negotiatedRequests = ({ path, forms }: Resource): ServiceRequest[] =>
  [...new Set(forms.map((form) => form.slice(form.lastIndexOf('.'))))].flatMap((extension) =>
    languages.map((language) => get(`${path}${extension}`, { 'Accept-Language': language })),
  );

/** The first item of each kind, as an example of the others. */
export const firstOfEach = ({ items }: Catalogue): Resource[] =>
  items.filter(({ kind }, index) => items.findIndex((other) => other.kind === kind) === index);

const servicePaths = [
  '/',
  '/ja',
  '/en',
  '/healthz',
  '/readyz',
  '/robots.txt',
  '/.well-known/api-catalog',
  '/.well-known/security.txt',
  '/favicon.ico',
  '/openapi.json',
  '/docs',
  '/embed.js',
  '/icon.svg',
  '/changes.atom',
  '/sitemap.xml?part=1',
  '/sitemap.xml?part=2',
  '/sitemap.xml?part=0',
  '/sitemap.xml?page=1',
  '/ja/sitemap.xml',
  '/ja/openapi.json',
  '/openapi-editing.json',
  '/openapi/ja.json',
  '/embed/1.0.0/embed.js',
  '/embed/1.1.0/embed.js',
  '/embed/1.1.0/card.css',
  '/embed/9.9.9/embed.js',
];

/** Requests for everything that is published. */
export const resources = (catalogue: Catalogue): ServiceRequest[] => [
  get('/sitemap.xml'),
  ...forEachReader(servicePaths),
  // The pages of items and collections are among their canonical paths.
  ...catalogue.pages.filter((page) => !page.endsWith('.html')).map((page) => get(page, { Accept: browser })),
  ...catalogue.collections.flatMap(canonicalRequests),
  ...catalogue.collections.flatMap(negotiatedRequests),
  ...catalogue.items.flatMap(canonicalRequests),
  ...firstOfEach(catalogue).flatMap(negotiatedRequests),
  ...languages.map((language) => get(`/${language}/changes.atom`)),
  ...languages.map((language) => get(`/${language}/changes.atom?fallback=none`)),
  // Pages whose URL without a language is negotiated.
  ...catalogue.pages
    .filter((page) => /^\/en\/(?:docs|problems|embed-builder)/.test(page))
    .map((page) => get(page.replace('/en', ''), { 'Accept-Language': 'en' })),
];

/** Requests to a service without any record. */
export const emptyRecord = (): ServiceRequest[] => [
  ...forEachReader(['/', '/en', '/readyz', '/sitemap.xml', '/embed-builder', '/actions', '/actions/data']),
  ...['changes', 'terms', 'councils'].flatMap((name) => extensions.map((extension) => get(`/ja/${name}.${extension}`))),
];
