import type { Catalogue } from '../catalogue.ts';
import { forEachReader, get, languages, origin, type ServiceRequest } from '../requests.ts';
import { firstOfEach } from './resources.ts';

// Items on other sites: cards, frames, oEmbed, and the embed builder.

const queries = [
  '?theme=dark',
  '?theme=light',
  '?theme=blue',
  '?theme=',
  '?fallback=none',
  '?fallback=ja',
  '?theme=dark&theme=dark',
  '?utm_source=a',
  '?theme=dark&utm_source=a&fallback=none',
];

const oembed = (parameters: Record<string, string>) => `/oembed?${new URLSearchParams(parameters)}`;

const asOembed = (path: string): string[] => {
  const url = origin + path;
  return [
    oembed({ url }),
    oembed({ url, format: 'json' }),
    oembed({ url, format: 'xml' }),
    oembed({ url: `${origin}/en${path}` }),
    oembed({ url: `${origin}/ja${path}.html`, format: 'xml' }),
    oembed({ url: `${origin}/en/card${path}` }),
  ];
};

const item = `${origin}/en/actions/data`;
const oembedQueries: Record<string, string>[] = [
  { url: item, maxwidth: '400' },
  { url: item, maxwidth: '300', maxheight: '200', format: 'xml' },
  { url: item, maxwidth: '9999', maxheight: '9999' },
  { url: item, maxwidth: '0' },
  { url: item, maxheight: 'tall' },
  { url: item, maxwidth: '-1', format: 'xml' },
  { url: item, format: 'yaml' },
  { url: item, format: '' },
  { url: item, discover: 'true' },
  { url: `${item}/` },
  { url: `${item}?theme=dark#top` },
  { url: `${origin}/fr/actions/data` },
  { url: `${origin}/en/actions` },
  { url: `${origin}/en/actions/nope` },
  { url: 'https://elsewhere.example/en/actions/data' },
  { url: 'nonsense' },
  { url: '' },
  {},
];

const builderQueries = [
  '',
  '?kind=councils',
  '?kind=nope',
  '?kind=',
  '?item=actions/data',
  '?item=actions/data&theme=dark',
  '?item=actions/data&language=en&theme=light',
  '?item=actions/nope',
  '?item=nope',
  '?item=councils/council-2-2024&language=fr',
  '?kind=terms&after=x',
  '?kind=terms&item=terms/dfft&utm_source=a',
  '?theme=blue',
  '?item=terms/dfft&item=terms/dfft',
];

const missing = [
  '/en/card/actions/nope',
  '/en/card/nope/data',
  '/en/card/actions/Data',
  '/en/card/actions/data.json',
  '/en/card/actions',
  '/en/card',
  '/card/actions/data/',
  '/fr/card/actions/data',
  '/en/card/actions/data/more',
];

/** Requests for cards and frames of every item with all their parameters, and of items that do not exist. */
export const embeds = (catalogue: Catalogue): ServiceRequest[] => [
  ...catalogue.items.flatMap(({ path }) => [get(`/ja/card${path}`), get(`/en/embed${path}`)]),
  ...firstOfEach(catalogue).flatMap(({ path }) => [
    ...[`/en/card${path}`, `/ja/embed${path}`, `/ja/embed${path}?theme=dark`].map((each) => get(each)),
    ...languages.flatMap((language) =>
      [`/card${path}`, `/embed${path}`, ...asOembed(path)].map((each) => get(each, { 'Accept-Language': language })),
    ),
  ]),
  ...queries.flatMap((query) => forEachReader([`/en/embed/actions/data${query}`, `/card/actions/data${query}`])),
  ...oembedQueries.flatMap((parameters) => forEachReader([oembed(parameters)])),
  ...builderQueries.flatMap((query) => [get(`/ja/embed-builder${query}`), get(`/en/embed-builder${query}`)]),
  ...builderQueries.slice(0, 6).map((query) => get(`/embed-builder${query}`, { 'Accept-Language': 'en' })),
  ...forEachReader([...missing, ...missing.map((path) => path.replace('card', 'embed'))]),
];
