import { defineKind } from './definition.ts';
import { country, date, entries, fact, incoming, link, maybe, page } from './fields.ts';
import { plain } from './value-schemas.ts';

/** A ministry, agency or mission of either side. */
export const organisations = defineKind({
  kind: 'organisations',
  naming: 'titles',
  fields: {
    abbreviation: maybe(fact(() => plain(20))),
    country: country(),
    homepage: page(),
    established: maybe(date()),
    predecessor: maybe(link('organisations')),
    parent: maybe(link('organisations')),
    formerParent: maybe(link('organisations')),
    roles: incoming('roles', 'organisation'),
    appearances: entries('councils', 'attendances', 'organisation', 'council'),
  },
  card: ['abbreviation', 'country'],
  pageFacts: ['abbreviation', 'country', 'homepage', 'established', 'parent', 'formerParent', 'predecessor'],
  cardList: 'appearances',
  schemaOrg: {
    type: 'GovernmentOrganization',
    fields: {
      abbreviation: 'alternateName',
      homepage: ['url', 'sameAs'],
      established: 'foundingDate',
      parent: 'parentOrganization',
      appearances: { property: 'member', role: { to: 'participant', office: 'role', at: 'council' } },
    },
  },
  order: { by: 'name' },
  filters: ['predecessor', 'parent', 'formerParent'],
});
