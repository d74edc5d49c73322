import type { EditorClient } from '../../cli/client.ts';
import { parameterOf, relationsOf } from '../../src/kinds/definition.ts';
import { definitionOf, type Kind, kinds, tables } from '../../src/kinds/index.ts';
import { languageTags } from '../../src/languages.ts';
import { problemCodes } from '../../src/problem-codes.ts';

// The URL space, as the service itself tells it: the items by the archive, languages and formats by `Link`.

/** What was read of one URL. */
interface Representation {
  json: Record<string, unknown>;
  alternates: { language: string; extension: string; mediaType: string }[];
}

const fetchRepresentation = async (origin: string, path: string): Promise<Representation> => {
  const response = await fetch(origin + path);
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
  const link = response.headers.get('Link') ?? '';
  const found = link.matchAll(/<[^>]*\.([a-z]+)(?:\?[^>]*)?>; rel="alternate"; hreflang="([^"]+)"; type="([^"]+)"/g);
  const alternates = [...found].map(([, extension = '', language = '', mediaType = '']) => ({
    extension,
    language,
    mediaType,
  }));
  const text = await response.text();
  const json = response.headers.get('Content-Type') === 'application/json' ? JSON.parse(text) : {};
  return { json: json as Representation['json'], alternates };
};

/** A URL to ask, with what there is to choose from where it does not say. */
export interface UrlCase {
  path: string;
  /** The languages and media types that are negotiated here; none where the path decides. */
  languages: readonly string[];
  mediaTypes: readonly string[];
}

const unique = (values: readonly string[]) => [...new Set(values)];

const representationsOf = (name: string, { alternates }: Representation, query = ''): UrlCase[] => {
  const languages = unique(alternates.map(({ language }) => language));
  const extensions = unique(alternates.map(({ extension }) => extension));
  const mediaTypes = unique(alternates.map(({ mediaType }) => mediaType));
  return [
    ...languages.flatMap((language) => [
      ...extensions.map((extension) => ({
        path: `/${language}${name}.${extension}${query}`,
        languages: [],
        mediaTypes: [],
      })),
      { path: `/${language}${name}${query}`, languages: [], mediaTypes },
    ]),
    ...extensions.map((extension) => ({ path: `${name}.${extension}${query}`, languages, mediaTypes: [] })),
    { path: `${name}${query}`, languages, mediaTypes },
  ];
};

/** Every slug there is, by kind. */
export const slugsOf = async (editor: EditorClient): Promise<Map<string, string[]>> => {
  const slugs = new Map<string, string[]>(kinds.map((kind) => [kind, []]));
  for (let after: string | null = ''; after !== null; ) {
    const { body }: { body: Record<string, unknown> } = await editor('GET', `/archive?limit=100&after=${after}`);
    const items = body.items as { kind: string; slug: string }[];
    for (const { kind, slug } of items) slugs.get(kind)?.push(slug);
    after = body.next as string | null;
  }
  return slugs;
};

/** A URL that says itself what it is. */
const alone = (path: string): UrlCase => ({ path, languages: [], mediaTypes: [] });

// The service's own pages, those that it makes of the record among them.
const ownPages = (origin: string): UrlCase[] => {
  const languages = [...languageTags];
  const described = ['/docs', '/docs/actions', ...problemCodes.map((code) => `/problems/${code}`)];
  const spoken = ['/openapi.json', '/openapi-editing.json', '/embed-builder', ...described];
  const mediaTypes = ['application/json', 'text/html'];
  const oembed = (path: string, format: string) =>
    `/oembed?${new URLSearchParams({ url: `${origin}${path}`, format, maxwidth: '400' })}`;
  return [
    { path: '/', languages, mediaTypes },
    ...languages.flatMap((language) => [
      { path: `/${language}`, languages: [], mediaTypes },
      ...['', '?kind=councils', '?item=actions/data&theme=dark'].map((query) =>
        alone(`/${language}/embed-builder${query}`),
      ),
      ...described.map((path) => alone(`/${language}${path}`)),
      // Its language is that of the URL it is asked for.
      ...['json', 'xml'].map((format) => ({
        path: oembed(`/${language}/actions/data`, format),
        languages: [language],
        mediaTypes: [],
      })),
    ]),
    ...spoken.map((path) => ({ path, languages, mediaTypes: [] })),
    { path: oembed('/actions/data', 'json'), languages, mediaTypes: [] },
    ...[
      '/sitemap.xml',
      '/sitemap.xml?part=1',
      '/sitemap.xml?part=2',
      '/robots.txt',
      '/healthz',
      '/.well-known/api-catalog',
      '/.well-known/security.txt',
    ].map(alone),
  ];
};

// A kind's lists by a code, and as a table for a spreadsheet.
const cutsOf = (kind: Kind, page: Representation): UrlCase[] => [
  ...(definitionOf(kind).status ? ['announced', 'ongoing', 'done'] : []).flatMap((code) =>
    representationsOf(`/${kind}`, page, `?status=${code}`),
  ),
  ...languageTags.map((language) => alone(`/${language}/${kind}.csv?excel=1`)),
];

/**
 * The whole URL space: every item and every collection, whole and by each filter, in every language, format and form, and
 * the service's own pages. `asked` is the origin that is asked, `origin` the one that URLs are built from.
 */
export const listUrls = async (
  asked: string,
  origin: string,
  slugs: ReadonlyMap<string, readonly string[]>,
): Promise<UrlCase[]> => {
  // What was published last: it names a language always.
  const changes = representationsOf('/changes', await fetchRepresentation(asked, '/en/changes.atom'));
  const places = [...ownPages(origin), ...changes.filter(({ languages }) => languages.length === 0)];
  for (const { name } of tables) {
    const languages = [...languageTags];
    places.push({ path: `/${name}.csv`, languages, mediaTypes: [] });
    places.push(...languages.map((language) => alone(`/${language}/${name}.csv`)));
  }
  for (const kind of kinds) {
    const page = await fetchRepresentation(asked, `/en/${kind}.json`);
    places.push(...representationsOf(`/${kind}`, page), ...representationsOf(`/${kind}`, page, '?fallback=none'));
    const next = (await fetchRepresentation(asked, `/ja/${kind}.json?limit=7`)).json.next as string | null;
    if (next) places.push(alone(next.slice(origin.length)));
    places.push(...cutsOf(kind, page));
    const { fields, filters } = definitionOf(kind);
    for (const { relation, kind: target } of relationsOf(fields).filter((each) => filters.includes(each.relation)))
      for (const slug of slugs.get(target) ?? [])
        places.push(...representationsOf(`/${kind}`, page, `?${parameterOf(relation)}=${slug}`));
    const of = slugs.get(kind) ?? [];
    const item = await fetchRepresentation(asked, `/en/${kind}/${of[0]}.json`);
    for (const slug of of) {
      places.push(...representationsOf(`/${kind}/${slug}`, item));
      // Cards and frames are of one language and one form; no link of an answer names them.
      for (const language of unique(item.alternates.map((alternate) => alternate.language)))
        for (const form of ['card', 'embed']) places.push(alone(`/${language}/${form}/${kind}/${slug}`));
    }
  }
  return places;
};
