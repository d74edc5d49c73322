import { defineKind } from './definition.ts';
import { code, hidden, incoming, labelled, link, text } from './fields.ts';
import { actionStatuses } from './schema-org.ts';
import { position } from './value-schemas.ts';

/** A Joint Action (共同作業): a theme that both sides pursue from one meeting to the next. */
export const actions = defineKind({
  kind: 'actions',
  naming: 'titles',
  fields: {
    order: hidden(position(9999)),
    summary: text(1000),
    status: code('status', Object.keys(actionStatuses)),
    partnership: link('partnerships'),
    outcomes: labelled('settled', incoming('outcomes', 'action')),
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
