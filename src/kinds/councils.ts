import { defineKind } from './definition.ts';
import {
  code,
  date,
  incoming,
  labelled,
  link,
  list,
  maybe,
  ordinal,
  page,
  pageLinks,
  side,
  text,
  url,
} from './fields.ts';
import { attendanceModes, locations } from './schema-org.ts';

const mode = code('mode', Object.keys(attendanceModes));

/** A meeting of a partnership. Its attendances have the office that each participant held then. */
export const councils = defineKind({
  kind: 'councils',
  naming: 'titles',
  fields: {
    ordinal: ordinal(),
    date: date(),
    mode,
    partnership: link('partnerships'),
    summary: text(1000),
    attendances: list(
      {
        side: labelled('sideAlone', side()),
        participant: link('participants'),
        role: link('roles'),
        organisation: link('organisations'),
        mode: labelled('attendance', maybe(mode)),
      },
      { by: 'side' },
    ),
    outcomes: incoming('outcomes', 'council'),
    documents: incoming('documents', 'council'),
    photographs: list({ page: url(), alt: text(300) }),
    related: pageLinks('organisations'),
    contact: page(),
  },
  card: ['ordinal', 'date', 'mode', 'summary'],
  cardFacts: ['date', 'ordinal', 'mode'],
  pageFacts: ['date', 'ordinal', 'mode', 'partnership'],
  cardList: 'outcomes',
  schemaOrg: {
    type: 'Event',
    fields: {
      date: ['startDate', 'endDate'],
      mode: [
        { property: 'eventAttendanceMode', members: attendanceModes },
        { property: 'location', types: locations },
      ],
      partnership: 'organizer',
      summary: 'description',
      attendances: {
        property: 'attendee',
        role: { to: 'participant', office: 'role', within: 'organisation', on: 'date' },
      },
      outcomes: 'recordedIn',
      documents: 'subjectOf',
      related: {
        property: 'subjectOf',
        thing: { type: 'WebPage', fields: { href: 'url', language: 'inLanguage', publisher: 'publisher' } },
      },
    },
  },
  feed: { summary: 'summary', items: 'outcomes', day: 'date' },
  calendar: { by: 'item', day: 'date', details: 'summary' },
  tables: { attendances: { as: 'council', with: ['date'] } },
  order: { by: 'newest', date: 'date' },
  filters: ['partnership', 'attendances.participant', 'attendances.role', 'attendances.organisation'],
});
