import type { Language } from '../languages.ts';
import { type Api, documentPath } from '../pages/site/docs/openapi.ts';
import { formatLink } from './link-header.ts';

/** The path of the catalogue of the service's APIs (RFC 9727 §2). */
export const catalogPath = '/.well-known/api-catalog';

/** The path that an API is under, and the chapter of the reference that begins to describe it. */
const places: Readonly<Record<Api, { root: string; chapter: string }>> = {
  reading: { root: '/', chapter: '/docs' },
  editing: { root: '/editor/api', chapter: '/docs/editor' },
};

/** A link as a linkset has it (RFC 9264 §4.2): `hreflang` is a list. */
export interface Target {
  href: string;
  type?: string;
  hreflang?: readonly string[];
}

/** What describes an API, by the relations of RFC 8631, in each of the languages given. */
export const describeApi = (origin: string, api: Api, languages: readonly Language[]) => {
  const { root, chapter } = places[api];
  const inEach = (path: string, type: string): Target[] =>
    languages.map((language) => ({ href: `${origin}/${language}${path}`, type, hreflang: [language] }));
  return {
    anchor: origin + root,
    'service-desc': inEach(documentPath(api), 'application/json'),
    'service-doc': inEach(chapter, 'text/html'),
    status: [{ href: `${origin}/readyz`, type: 'application/json' }],
  };
};

/** The links of the home, by registered relation or, where none is registered, by a name. */
export const serviceLinks = (origin: string, language: Language) => ({
  'service-desc': `${origin}/${language}${documentPath('reading')}`,
  'service-doc': `${origin}/${language}/docs`,
  status: `${origin}/readyz`,
  'api-catalog': origin + catalogPath,
  changes: `${origin}/${language}/changes.atom`,
  oembed: `${origin}/oembed`,
  sitemap: `${origin}/sitemap.xml`,
});

const registered = ['service-desc', 'service-doc', 'status', 'api-catalog'] as const;

/** The `Link` header of the home: for programs that read no body. */
export const serviceLinkHeader = (origin: string, language: Language): string => {
  const links = serviceLinks(origin, language);
  return registered.map((rel) => formatLink(links[rel], rel)).join(', ');
};
