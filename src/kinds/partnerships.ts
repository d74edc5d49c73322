import { defineKind } from './definition.ts';
import { code, date, incoming, link, maybe, text } from './fields.ts';

/** A framework of cooperation between the two governments. */
export const partnerships = defineKind({
  kind: 'partnerships',
  naming: 'titles',
  fields: {
    level: code('level', ['ministerial', 'director-general', 'ministry']),
    launched: date(),
    summary: text(1000),
    successor: maybe(link('partnerships')),
    predecessors: incoming('partnerships', 'successor'),
    councils: incoming('councils', 'partnership'),
    actions: incoming('actions', 'partnership'),
  },
  card: ['level', 'launched', 'summary'],
  cardList: 'councils',
  schemaOrg: {
    type: 'Project',
    fields: {
      launched: 'foundingDate',
      summary: 'description',
      councils: 'event',
      actions: 'subOrganization',
    },
  },
  feed: { summary: 'summary' },
  order: { by: 'name' },
  filters: ['successor'],
});
