import type { Format } from './format.ts';

/** JSON, RFC 8259: keys in a fixed order, nothing escaped that need not be. */
export const json: Format = {
  extension: 'json',
  mediaType: 'application/json',
  item: (reading, { id, self, alternates, more }) =>
    JSON.stringify({
      id,
      kind: reading.kind,
      slug: reading.slug,
      language: reading.language,
      name: reading.name,
      aliases: reading.aliases,
      ...reading.fields,
      sources: reading.sources,
      unverified: reading.unverified,
      fallbacks: reading.fallbacks,
      languages: reading.languages,
      edition: reading.edition,
      published: reading.published,
      modified: reading.modified,
      more,
      links: { self, alternates, licence: reading.licence },
    }),
  page: ({ kind, language, items, total, unverified, fallbacks }, { self, alternates, next }) =>
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
