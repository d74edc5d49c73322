import type { Recording } from './recording.ts';
import { get, languages, origin, unique } from './requests.ts';

/** An item or a collection: its path without language and format, and the URLs of all its forms. */
export interface Thing {
  path: string;
  kind: string;
  /** Its canonical paths, one for each language and format. */
  forms: readonly string[];
  json: unknown;
}

/** What the service says there is. */
export interface Space {
  /** The paths of all pages, as the sitemap lists them. */
  pages: readonly string[];
  collections: readonly Thing[];
  items: readonly Thing[];
  /** The query parameters of each collection, by kind: those that filter, and the codes that `status` takes. */
  filters: ReadonlyMap<string, { links: readonly string[]; statuses: readonly string[] }>;
}

interface Parameter {
  name: string;
  in: string;
  schema?: { enum?: string[] };
}

interface Document {
  paths: Record<string, { get?: { parameters?: { $ref: string }[] } }>;
  components: { parameters: Record<string, Parameter> };
}

/** Reads what leads to other forms from a `Link` header. */
export const alternatesIn = (link: string): string[] =>
  [...link.matchAll(/<([^>]*)>; rel="alternate"/g)].map(([, url = '']) => url.replace(origin, ''));

const own = new Set(['after', 'excel', 'fallback', 'limit', 'modified_since', 'status']);

const filtersIn = ({ paths, components }: Document, kind: string) => {
  const references = paths[`/{language}/${kind}`]?.get?.parameters ?? [];
  const found = references.map(({ $ref }) => components.parameters[$ref.slice($ref.lastIndexOf('/') + 1)]);
  const query = found.filter((one): one is Parameter => one?.in === 'query');
  return {
    links: query.map(({ name }) => name).filter((name) => !own.has(name)),
    statuses: query.find(({ name }) => name === 'status')?.schema?.enum ?? [],
  };
};

/** Finds everything there is: pages in the sitemap, forms in `Link`, filters in openapi.json. Error: one of them fails. */
export const explore = async (recording: Recording): Promise<Space> => {
  const text = async (path: string) => {
    const { status, headers, body } = await recording.ask(get(path));
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return { link: headers.link ?? '', body };
  };
  const sitemap = await text('/sitemap.xml');
  const pages = [...sitemap.body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = '']) => url.replace(origin, ''));
  const named = unique(
    pages.map((page) => page.replace(/^\/[a-z]+(?=\/)/, '')).filter((page) => page.endsWith('.html')),
  ).map((page) => page.replace(/\.html$/, ''));
  const document = JSON.parse((await text('/openapi.json')).body) as Document;
  const things: Thing[] = [];
  for (const path of named) {
    const { link, body } = await text(`/${languages[1]}${path}.json`);
    things.push({ path, kind: path.split('/')[1] ?? '', forms: alternatesIn(link), json: JSON.parse(body) });
  }
  const collections = things.filter(({ path }) => path.split('/').length === 2);
  return {
    pages,
    collections,
    items: things.filter((thing) => !collections.includes(thing)),
    filters: new Map(collections.map(({ kind }) => [kind, filtersIn(document, kind)])),
  };
};

/** Finds the slugs that an answer links to under a name, at any depth. */
export const slugsUnder = (json: unknown, name: string): string[] => {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    const slug =
      key === name && typeof value === 'object' && value !== null ? (value as { slug?: unknown }).slug : undefined;
    return [...(typeof slug === 'string' ? [slug] : []), ...slugsUnder(value, name)];
  });
};
