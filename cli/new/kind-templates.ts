import { camelCase, words } from './names.ts';
import { TODO } from './plan.ts';

/** Writes the definition of a kind with a date, a summary and a link to a partnership. */
export const definitionTemplate = (kind: string): string => `import { defineKind } from './definition.ts';
import { date, link, maybe, text } from './fields.ts';

/** ${TODO} what one of the ${words(kind)} is. */
export const ${camelCase(kind)} = defineKind({
  kind: '${kind}',
  naming: 'record',
  fields: {
    date: date(),
    summary: text(1000),
    partnership: maybe(link('partnerships')),
  },
  card: ['date', 'summary', 'partnership'],
  schemaOrg: {
    type: 'CreativeWork',
    fields: { date: 'dateCreated', summary: 'abstract', partnership: 'about' },
  },
  feed: { summary: 'summary' },
  order: { by: 'newest', date: 'date' },
  filters: ['partnership'],
});
`;

/** Returns an example record of such a kind, with texts that are to be replaced. */
export const recordTemplate = (kind: string, tags: readonly string[], partnership: string) => ({
  published: '2026-01-01T00:00:00Z',
  facts: {
    date: '2026-01-01',
    partnership,
    sources: [{ href: 'https://www.example.org/', language: 'en' }],
    licence: 'https://creativecommons.org/licenses/by/4.0/',
  },
  texts: Object.fromEntries(
    tags.map((tag) => [tag, { name: `${TODO} one of the ${words(kind)}`, summary: `${TODO} its summary, in ${tag}` }]),
  ),
});
