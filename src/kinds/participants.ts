import * as z from 'zod';
import { defineKind } from './definition.ts';
import { entries, hidden, namePart } from './fields.ts';

/** A person who took part in meetings; `appearances` have the office held at each. */
export const participants = defineKind({
  kind: 'participants',
  naming: 'names',
  fields: {
    order: hidden(() => z.enum(['family-given', 'given-family'])),
    familyName: namePart('family'),
    givenName: namePart('given'),
    reading: namePart('reading'),
    appearances: entries('councils', 'attendances', 'participant', 'council'),
  },
  card: ['familyName', 'givenName', 'reading'],
  cardFacts: ['reading'],
  cardList: 'appearances',
  schemaOrg: {
    type: 'Person',
    fields: {
      familyName: 'familyName',
      givenName: 'givenName',
      appearances: [
        { property: 'performerIn', role: { to: 'council', office: 'role' } },
        { property: 'memberOf', role: { to: 'organisation', office: 'role', at: 'council' } },
      ],
    },
  },
  order: { by: 'name' },
  filters: [],
  entryFilters: { field: 'appearances', by: ['council', 'organisation', 'side'] },
});
