import type { Recording } from './recording.ts';
import { get, languages, origin, unique } from './requests.ts';

/** An item or a collection: its path without language and format, and its canonical paths. */
export interface Resource {
  path: string;
  kind: string;
  /** Its canonical paths, one for each language and format. */
  forms: readonly string[];
  json: unknown;
}

/** What a service publishes. */
export interface Catalogue {
  /** The paths of all pages, as the sitemap lists them. */
  pages: readonly string[];
  collections: readonly Resource[];
  items: readonly Resource[];
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

/** Reads the paths of the alternates in a `Link` header. */
export const alternatesIn = (link: string): string[] =>
  [...link.matchAll(/<([^>]*)>; rel="alternate"/g)].map(([, url = '']) => url.replace(origin, ''));

const commonParameters = new Set(['after', 'excel', 'fallback', 'limit', 'modified_since', 'status']);

const filtersIn = ({ paths, components }: Document, kind: string) => {
  const references = paths[`/{language}/${kind}`]?.get?.parameters ?? [];
  const found = references.map(({ $ref }) => components.parameters[$ref.slice($ref.lastIndexOf('/') + 1)]);
  const query = found.filter((one): one is Parameter => one?.in === 'query');
  return {
    links: query.map(({ name }) => name).filter((name) => !commonParameters.has(name)),
    statuses: query.find(({ name }) => name === 'status')?.schema?.enum ?? [],
  };
};

/** Reads pages from the sitemap, alternates from `Link`, filters from openapi.json. @throws Error if one of them fails. */
export const readCatalogue = async (recording: Recording): Promise<Catalogue> => {
  const text = async (path: string) => {
    const { status, headers, body } = await recording.send(get(path));
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return { link: headers.link ?? '', body };
  };
  const sitemap = await text('/sitemap.xml');
  const pages = [...sitemap.body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url = '']) => url.replace(origin, ''));
  const paths = unique(
    pages.map((page) => page.replace(/^\/[a-z]+(?=\/)/, '')).filter((page) => page.endsWith('.html')),
  ).map((page) => page.replace(/\.html$/, ''));
  const document = JSON.parse((await text('/openapi.json')).body) as Document;
  const resources: Resource[] = [];
  for (const path of paths) {
    const { link, body } = await text(`/${languages[1]}${path}.json`);
    resources.push({ path, kind: path.split('/')[1] ?? '', forms: alternatesIn(link), json: JSON.parse(body) });
  }
  const collections = resources.filter(({ path }) => path.split('/').length === 2);
  return {
    pages,
    collections,
    items: resources.filter((thing) => !collections.includes(thing)),
    filters: new Map(collections.map(({ kind }) => [kind, filtersIn(document, kind)])),
  };
};

/** Returns the slugs of the references under a name, at any depth. */
export const slugsUnder = (json: unknown, name: string): string[] => {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => {
    const slug =
      key === name && typeof value === 'object' && value !== null ? (value as { slug?: unknown }).slug : undefined;
    return [...(typeof slug === 'string' ? [slug] : []), ...slugsUnder(value, name)];
  });
};
