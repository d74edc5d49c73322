import * as z from 'zod';
import { defineKind } from './definition.ts';
import { code, date, day, fact, group, hidden, link, list, maybe, position, text } from './fields.ts';
import { actionStatuses } from './schema-org.ts';

/** What one meeting settled on one Joint Action, or on the partnership as a whole. */
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
      kind: code(
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
      ),
      status: code('announced', 'ongoing', 'done'),
      due: maybe(group({ from: maybe(fact(day)), until: maybe(fact(day)), text: text(100) })),
      // ISO 8601-1 §5.6, a repeating interval: R/P1Y is once a year.
      recurrence: maybe(
        fact(() =>
          z
            .string()
            .max(40)
            .regex(/^R\d*\/P(?:\d+[YMWD])+$/, 'recurrence'),
        ),
      ),
    }),
  },
  card: ['date', 'council', 'action', 'summary', 'commitments'],
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
  feed: { summary: 'summary' },
  calendar: { by: 'entries', list: 'commitments', title: 'text', period: 'due' },
  order: { by: 'newest', date: 'date', order: 'order' },
  filters: ['council', 'action'],
  agreements: [{ fact: 'date', relation: 'council', with: 'date' }],
  status: 'commitments.status',
});
