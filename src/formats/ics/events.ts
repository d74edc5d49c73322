import { messagesFor } from '../../i18n/messages.ts';
import type { Calendar } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import type { ItemId } from '../../model/edition.ts';
import { type Annotations, languageAt, type Urls } from '../../model/view.ts';
import { withUnverifiedMark } from '../annotations.ts';
import { type ContentLine, formatDate, formatDateTime, property, textProperty } from './content-line.ts';

/** A view, as far as events need it. */
export type CalendarView = Annotations & { language: Language };

/** An item or a card, as far as events need it. */
export interface CalendarItem {
  id: ItemId;
  kind: Kind;
  name: string;
  href: string;
  licence: string;
  edition: number;
  /** When this edition was published: an instant. */
  modified: string;
  values: Readonly<Record<string, unknown>>;
  /** The JSON Pointer of the values in the view. */
  pointer: string;
}

/** A text with its JSON Pointer in the view. */
interface EventText {
  text: string;
  pointer: string;
}

interface Event {
  uid: string;
  /** The first and the last day. */
  from: string;
  until: string;
  /** The JSON Pointers of the two days. */
  dayPointers: readonly string[];
  title: EventText;
  details?: EventText | undefined;
}

const eventText = (value: unknown, pointer: string): EventText | undefined =>
  typeof value === 'string' ? { text: value, pointer } : undefined;

/** The event of an item that has a day (a council meeting). */
const itemEvents = (
  { id, name, values, pointer }: CalendarItem,
  { day, details }: Extract<Calendar, { by: 'item' }>,
): Event[] => {
  const date = values[day];
  if (typeof date !== 'string') return [];
  return [
    {
      uid: id,
      from: date,
      until: date,
      dayPointers: [`${pointer}/${day}`],
      title: { text: name, pointer: `${pointer}/name` },
      details: eventText(values[details], `${pointer}/${details}`),
    },
  ];
};

/** The events of an item with a list whose entries have a period (the commitments of an outcome). */
const entryEvents = (
  { keys }: CalendarView,
  { id, name, values, pointer }: CalendarItem,
  { list, title, period }: Exclude<Calendar, { by: 'item' }>,
): Event[] =>
  ((values[list] ?? []) as readonly Record<string, unknown>[]).flatMap((entry, index) => {
    const { from, until } = (entry[period] ?? {}) as { from?: string; until?: string };
    const [first = until, last = from] = [from, until];
    if (!first || !last) return [];
    const entryPointer = `${pointer}/${list}/${index}`;
    const itemName = { text: name, pointer: `${pointer}/name` };
    const entryTitle = eventText(entry[title], `${entryPointer}/${title}`);
    return [
      {
        uid: `${id}/${list}/${keys[entryPointer] ?? index}`,
        from: first,
        until: last,
        dayPointers: [`${entryPointer}/${period}/from`, `${entryPointer}/${period}/until`],
        title: entryTitle ?? itemName,
        details: entryTitle && itemName,
      },
    ];
  });

const writeEvent = (view: CalendarView, item: CalendarItem, event: Event, { origin }: Urls): ContentLine[] => {
  const { modified, edition, href, kind, licence } = item;
  const { title, details } = event;
  // A date cannot carry a mark that no source confirms it, so the title does.
  const summary = withUnverifiedMark(view, title.text, title.pointer, ...event.dayPointers);
  // Google Calendar and Outlook do not show URL, only a URL in the description.
  const description = details ? `${withUnverifiedMark(view, details.text, details.pointer)}\n\n${href}` : href;
  return [
    property('BEGIN', 'VEVENT'),
    property('UID', `${event.uid}@${new URL(origin).host}`),
    // Without METHOD, DTSTAMP is when the event was last revised (RFC 5545 §3.8.7.2), not when it was written down.
    property('DTSTAMP', formatDateTime(modified)),
    property('LAST-MODIFIED', formatDateTime(modified)),
    property('SEQUENCE', String(edition - 1)),
    property('DTSTART;VALUE=DATE', formatDate(event.from)),
    property('DTEND;VALUE=DATE', formatDate(event.until, 1)),
    textProperty('SUMMARY', summary, languageAt(view, title.pointer)),
    textProperty('DESCRIPTION', description, details && languageAt(view, details.pointer)),
    property('URL', href),
    // RFC 9253 §8.2; the relation is registered (RFC 4946).
    property('LINK;LINKREL=license;VALUE=URI', licence),
    textProperty('CATEGORIES', messagesFor(view.language).t(`kinds.${kind}`), view.language),
    property('TRANSP', 'TRANSPARENT'),
    property('END', 'VEVENT'),
  ];
};

/** Writes the events of an item as VEVENT components, as the `calendar` of its kind defines them. */
export const writeEvents = (view: CalendarView, item: CalendarItem, urls: Urls): ContentLine[] => {
  const { calendar } = definitionOf(item.kind);
  if (!calendar) return [];
  const events = calendar.by === 'item' ? itemEvents(item, calendar) : entryEvents(view, item, calendar);
  return events.flatMap((event) => writeEvent(view, item, event, urls));
};
