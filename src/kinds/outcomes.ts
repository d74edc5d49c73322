import { defineKind } from './definition.ts';
import { code, dataOnly, date, hidden, link, list, maybe, period, recurrence, text } from './fields.ts';
import { actionStatuses } from './schema-org.ts';
import { position } from './value-schemas.ts';

/** The outcome of one meeting for one Joint Action, or for the partnership as a whole. */
export const outcomes = defineKind({
  kind: 'outcomes',
  naming: 'record',
  composed: { action: 'name', council: 'name' },
  fields: {
    order: hidden(position(9999)),
    date: date(),
    council: link('councils'),
    action: maybe(link('actions')),
    summary: text(1000),
    commitments: list({
      text: text(300),
      kind: dataOnly(
        code('commitment', [
          'collaborate',
          'continue',
          'deepen',
          'event',
          'exchange',
          'explore',
          'outreach',
          'project',
          'promote',
          'review',
        ]),
      ),
      status: code('status', Object.keys(actionStatuses)),
      due: maybe(period()),
      recurrence: maybe(recurrence()),
    }),
  },
  card: ['date', 'council', 'action', 'summary', 'commitments'],
  cardFacts: ['date'],
  cardList: 'commitments',
  schemaOrg: {
    type: 'CreativeWork',
    fields: {
      date: 'dateCreated',
      council: 'recordedAt',
      action: 'about',
      summary: 'abstract',
      commitments: {
        property: 'mentions',
        thing: {
          type: 'Action',
          fields: {
            text: 'name',
            status: { property: 'actionStatus', members: actionStatuses },
            'due.from': 'startTime',
            'due.until': 'endTime',
            'due.text': 'description',
          },
        },
      },
    },
  },
  feed: { summary: 'summary', day: 'date' },
  calendar: { by: 'entries', list: 'commitments', title: 'text', period: 'due' },
  tables: { commitments: { as: 'outcome', with: ['date', 'council', 'action'] } },
  order: { by: 'newest', date: 'date', order: 'order' },
  filters: ['council', 'action'],
  agreements: [{ fact: 'date', relation: 'council', with: 'date' }],
  status: 'commitments.status',
});
