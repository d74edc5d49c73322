import { defineKind } from './definition.ts';
import { entries, link } from './fields.ts';

/** An office that people hold in an organisation. */
export const roles = defineKind({
  kind: 'roles',
  naming: 'titles',
  fields: {
    organisation: link('organisations'),
    appearances: entries('councils', 'attendances', 'role', 'council'),
  },
  card: ['organisation'],
  cardList: 'appearances',
  schemaOrg: {
    type: 'Role',
    fields: { organisation: 'memberOf' },
  },
  order: { by: 'name' },
  filters: ['organisation'],
});
