import type { Space, Thing } from '../catalogue.ts';
import { type Asked, browser, byEach, extensions, get, languages } from '../requests.ts';

// Every page, every item and every collection, in every form they have.

const formsOf = ({ path, forms }: Thing): Asked[] => [
  ...forms.map((form) => get(form)),
  get(path),
  get(`/en${path}`),
  get(`/ja${path}`, { Accept: browser }),
];

const neutral = ({ path, forms }: Thing): Asked[] =>
  [...new Set(forms.map((form) => form.slice(form.lastIndexOf('.'))))].flatMap((extension) =>
    languages.map((language) => get(`${path}${extension}`, { 'Accept-Language': language })),
  );

/** The first item of each kind: what is asked of these stands for the others. */
export const firstOfEach = ({ items }: Space): Thing[] =>
  items.filter(({ kind }, index) => items.findIndex((other) => other.kind === kind) === index);

const service = [
  '/',
  '/ja',
  '/en',
  '/healthz',
  '/readyz',
  '/robots.txt',
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
  '/openapi/ja.json',
  '/embed/1.0.0/embed.js',
  '/embed/1.1.0/embed.js',
  '/embed/1.1.0/card.css',
  '/embed/9.9.9/embed.js',
];

/** Asks for everything there is. */
export const everything = (space: Space): Asked[] => [
  get('/sitemap.xml'),
  ...byEach(service),
  // Those of the record are among their forms.
  ...space.pages.filter((page) => !page.endsWith('.html')).map((page) => get(page, { Accept: browser })),
  ...space.collections.flatMap(formsOf),
  ...space.collections.flatMap(neutral),
  ...space.items.flatMap(formsOf),
  ...firstOfEach(space).flatMap(neutral),
  ...languages.map((language) => get(`/${language}/changes.atom`)),
  ...languages.map((language) => get(`/${language}/changes.atom?fallback=none`)),
  // Whatever page leads nowhere without a language leads there by the reader's.
  ...space.pages
    .filter((page) => /^\/en\/(?:docs|problems|embed-builder)/.test(page))
    .map((page) => get(page.replace('/en', ''), { 'Accept-Language': 'en' })),
];

/** Asks for what an empty record has to show. */
export const ofNothing = (): Asked[] => [
  ...byEach(['/', '/en', '/readyz', '/sitemap.xml', '/embed-builder', '/actions', '/actions/data']),
  ...['changes', 'terms', 'councils'].flatMap((name) => extensions.map((extension) => get(`/ja/${name}.${extension}`))),
];
