import { defineKind } from './definition.ts';
import { code, hidden, incoming, link, position, text } from './fields.ts';

/** A Joint Action (共同作業): what the two sides pursue together, from one meeting to the next. */
export const actions = defineKind({
  kind: 'actions',
  naming: 'titles',
  fields: {
    order: hidden(position(9999)),
    summary: text(1000),
    status: code('announced', 'ongoing', 'done'),
    partnership: link('partnerships'),
    outcomes: incoming('outcomes', 'action'),
  },
  card: ['summary', 'status'],
  cardList: 'outcomes',
  schemaOrg: {
    type: 'Project',
    fields: { summary: 'description', partnership: 'parentOrganization', outcomes: 'subjectOf' },
  },
  feed: { summary: 'summary', items: 'outcomes' },
  order: { by: 'official', order: 'order' },
  filters: ['partnership'],
  status: 'status',
});
