import { defineKind } from './definition.ts';
import { text } from './fields.ts';

/** An entry of the glossary: a word of the partnership and what it means. */
export const terms = defineKind({
  kind: 'terms',
  naming: 'record',
  fields: {
    definition: text(1000),
  },
  card: ['definition'],
  schemaOrg: {
    type: 'DefinedTerm',
    fields: { definition: 'description' },
  },
  feed: { summary: 'definition' },
  order: { by: 'name' },
  filters: [],
});
