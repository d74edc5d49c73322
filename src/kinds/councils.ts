import { defineKind } from './definition.ts';
import {
  address,
  code,
  country,
  date,
  fact,
  incoming,
  languageTag,
  link,
  list,
  maybe,
  ordinal,
  page,
  text,
} from './fields.ts';
import { attendanceModes } from './schema-org.ts';

const mode = code('in-person', 'online', 'hybrid');

/** A meeting of a partnership. Each participant stands with the office held at that meeting. */
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
        side: fact(country),
        participant: link('participants'),
        role: link('roles'),
        organisation: link('organisations'),
        mode: maybe(mode),
      },
      'side',
    ),
    outcomes: incoming('outcomes', 'council'),
    documents: incoming('documents', 'council'),
    photographs: list({ page: fact(address), alt: text(300) }),
    related: list({ href: fact(address), language: fact(languageTag), publisher: link('organisations') }),
    contact: page(),
  },
  card: ['ordinal', 'date', 'mode', 'summary'],
  cardList: 'outcomes',
  schemaOrg: {
    type: 'Event',
    fields: {
      date: ['startDate', 'endDate'],
      mode: { property: 'eventAttendanceMode', members: attendanceModes },
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
  feed: { summary: 'summary', items: 'outcomes' },
  calendar: { by: 'item', day: 'date', details: 'summary' },
  order: { by: 'newest', date: 'date' },
  filters: ['partnership', 'attendances.participant', 'attendances.role', 'attendances.organisation'],
});
