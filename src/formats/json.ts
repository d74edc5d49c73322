import type { Format } from './format.ts';

/** JSON, RFC 8259. The order of the members is fixed; only what has to be escaped is. */
export const json: Format = {
  extension: 'json',
  mediaType: 'application/json',
  item: (view, { id, self, alternates, more }) =>
    JSON.stringify({
      id,
      kind: view.kind,
      slug: view.slug,
      language: view.language,
      name: view.name,
      aliases: view.aliases,
      ...view.fields,
      sources: view.sources,
      unverified: view.unverified,
      fallbacks: view.fallbacks,
      languages: view.languages,
      edition: view.edition,
      published: view.published,
      modified: view.modified,
      more,
      links: { self, alternates, licence: view.licence },
    }),
  collection: ({ kind, language, items, total, unverified, fallbacks }, { self, alternates, next }) =>
    JSON.stringify({
      kind,
      language,
      items,
      total,
      next: next ?? null,
      unverified,
      fallbacks,
      links: { self, alternates },
    }),
};
