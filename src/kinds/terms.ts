import { defineKind } from './definition.ts';
import { text } from './fields.ts';

/** An entry of the glossary: a term of the partnership and its definition. */
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
