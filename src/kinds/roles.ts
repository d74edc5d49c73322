import { defineKind } from './definition.ts';
import { entries, link, maybe, text } from './fields.ts';

/** An office that people hold in an organisation. */
export const roles = defineKind({
  kind: 'roles',
  naming: 'titles',
  fields: {
    summary: maybe(text(1000)),
    organisation: link('organisations'),
    appearances: entries('councils', 'attendances', 'role', 'council'),
  },
  card: ['summary', 'organisation'],
  cardList: 'appearances',
  schemaOrg: {
    type: 'Role',
    fields: { summary: 'description', organisation: 'memberOf' },
  },
  feed: { summary: 'summary' },
  order: { by: 'name' },
  filters: ['organisation'],
});
