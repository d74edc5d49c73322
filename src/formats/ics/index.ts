import { messagesFor } from '../../i18n/messages.ts';
import type { Calendar } from '../../kinds/definition.ts';
import { definitionOf, definitions, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import type { ItemId } from '../../model/edition.ts';
import type { Urls } from '../../model/view.ts';
import { type Annotations, type Card, dependencyLookup, languageAt } from '../../model/view.ts';
import { withUnverifiedMark } from '../annotations.ts';
import { dayOf, type Line, property, stampOf, textLine } from './content-line.ts';
import type { Format } from '../format.ts';

/** An item to be put into a calendar. */
interface Dated {
  id: ItemId;
  kind: Kind;
  name: string;
  href: string;
  edition: number;
  published: string;
  values: Readonly<Record<string, unknown>>;
  /** Where its values stand, as a JSON Pointer. */
  at: string;
}

type Noted = Annotations & { language: Language };

/** What an event says of itself. */
interface Event {
  uid: string;
  from: string;
  until: string;
  /** Where its first and last day stand. */
  days: readonly string[];
  title: { text: string; at: string };
  details?: { text: string; at: string } | undefined;
}

const textAt = (value: unknown, at: string) => (typeof value === 'string' ? { text: value, at } : undefined);

const eventsOf = ({ keys }: Noted, { id, name, values, at }: Dated, calendar: Calendar): Event[] => {
  if (calendar.by === 'item') {
    const { day, details } = calendar;
    const from = values[day];
    if (typeof from !== 'string') return [];
    const title = { text: name, at: `${at}/name` };
    const said = textAt(values[details], `${at}/${details}`);
    return [{ uid: id, from, until: from, days: [`${at}/${day}`], title, details: said }];
  }
  const { list, title, period } = calendar;
  return ((values[list] ?? []) as readonly Record<string, unknown>[]).flatMap((entry, index) => {
    const { from, until } = (entry[period] ?? {}) as { from?: string; until?: string };
    const [first = until, last = from] = [from, until];
    if (!first || !last) return [];
    const here = `${at}/${list}/${index}`;
    const uid = `${id}/${list}/${keys[here] ?? index}`;
    const outcome = { text: name, at: `${at}/name` };
    const days = [`${here}/${period}/from`, `${here}/${period}/until`];
    const said = textAt(entry[title], `${here}/${title}`);
    return [{ uid, from: first, until: last, days, title: said ?? outcome, details: said && outcome }];
  });
};

const eventLines = (noted: Noted, dated: Dated, event: Event, { origin }: Urls): Line[] => {
  const { published, edition, href, kind } = dated;
  const { t } = messagesFor(noted.language);
  const { title, details } = event;
  // A day has no place of its own to say that no source confirms it: the title says so.
  const summary = withUnverifiedMark(noted, title.text, title.at, ...event.days);
  // Google Calendar and Outlook show no URL but the one in the description.
  const description = details ? `${withUnverifiedMark(noted, details.text, details.at)}\n\n${href}` : href;
  return [
    property('BEGIN', 'VEVENT'),
    property('UID', `${event.uid}@${new URL(origin).host}`),
    // RFC 5545 §3.8.7.2: without METHOD, DTSTAMP is when the event was last revised; it is no clock of this answer.
    property('DTSTAMP', stampOf(published)),
    property('LAST-MODIFIED', stampOf(published)),
    property('SEQUENCE', String(edition - 1)),
    property('DTSTART;VALUE=DATE', dayOf(event.from)),
    property('DTEND;VALUE=DATE', dayOf(event.until, 1)),
    textLine('SUMMARY', summary, languageAt(noted, title.at)),
    textLine('DESCRIPTION', description, details && languageAt(noted, details.at)),
    property('URL', href),
    textLine('CATEGORIES', t(`kinds.${kind}`), noted.language),
    property('TRANSP', 'TRANSPARENT'),
    property('END', 'VEVENT'),
  ];
};

// A calendar needs a component (RFC 5545 §3.6), and may have no event: the zone that its days belong to is always one.
const zone: readonly Line[] = [
  property('BEGIN', 'VTIMEZONE'),
  property('TZID', 'Asia/Tokyo'),
  property('BEGIN', 'STANDARD'),
  property('DTSTART', '19510101T000000'),
  property('TZOFFSETFROM', '+0900'),
  property('TZOFFSETTO', '+0900'),
  property('TZNAME', 'JST'),
  property('END', 'STANDARD'),
  property('END', 'VTIMEZONE'),
];

/** What a calendar is called. */
interface Title {
  text: string;
  language: Language;
}

const write = (noted: Noted, title: Title, items: readonly Dated[], places: Urls): string => {
  const { origin, self } = places;
  const events = items.flatMap((dated) => {
    const { calendar } = definitionOf(dated.kind);
    return calendar ? eventsOf(noted, dated, calendar).flatMap((event) => eventLines(noted, dated, event, places)) : [];
  });
  return [
    property('BEGIN', 'VCALENDAR'),
    property('VERSION', '2.0'),
    property('PRODID', `-//${new URL(origin).host}//ics//${noted.language.toUpperCase()}`),
    property('CALSCALE', 'GREGORIAN'),
    textLine('NAME', title.text, title.language),
    textLine('X-WR-CALNAME', title.text),
    property('SOURCE;VALUE=URI', self),
    property('REFRESH-INTERVAL;VALUE=DURATION', 'P1D'),
    ...zone,
    ...events,
    property('END', 'VCALENDAR'),
  ].join('');
};

const datedKinds: readonly Kind[] = definitions.filter(({ calendar }) => calendar).map(({ kind }) => kind);

/** iCalendar, RFC 5545 and RFC 7986: meetings, and commitments with a due period, as events that last whole days. */
export const ics: Format = {
  extension: 'ics',
  mediaType: 'text/calendar',
  contentType: 'text/calendar; charset=utf-8',
  itemKinds: datedKinds,
  collectionKinds: datedKinds,
  item: (reading, places) => {
    const { id, kind, slug, edition, fields: values, modified } = reading;
    const name = reading.name ?? slug;
    const href = `${places.origin}/${reading.language}/${kind}/${slug}`;
    const title = { text: withUnverifiedMark(reading, name, '/name'), language: languageAt(reading, '/name') };
    return write(reading, title, [{ id, kind, name, href, edition, published: modified, values, at: '' }], places);
  },
  page: (page, places) => {
    const { kind, language } = page;
    const { t } = messagesFor(language);
    const standing = dependencyLookup(page);
    const items = page.items.map((card: Card, index): Dated => {
      const { id, edition, published } = standing(card);
      const name = card.name ?? card.slug;
      return { id, kind, name, href: card.href, edition, published, values: card, at: `/items/${index}` };
    });
    const text = t('feed.collection', { collection: t(`kinds.${kind}`), service: t('home.title') });
    return write(page, { text, language }, items, places);
  },
};
