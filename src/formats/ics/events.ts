import { type Messages, messagesFor } from '../../i18n/messages.ts';
import { periodText } from '../../i18n/values.ts';
import { daysOf } from '../../kinds/calendar.ts';
import type { Calendar } from '../../kinds/definition.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import type { ItemId } from '../../model/edition.ts';
import { type Annotations, languageAt, type Urls } from '../../model/view.ts';
import { withUnverifiedMark } from '../annotations.ts';
import { type ContentLine, formatDateTime, property, textProperty } from './content-line.ts';
import { calendarDays, type Days, isLong, writeDays } from './days.ts';

/** A view, as far as events need it. */
export type CalendarView = Annotations & { kind: Kind; language: Language };

/** An item or a card, as far as events need it. */
export interface CalendarItem {
  id: ItemId;
  kind: Kind;
  name: string;
  page: string;
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

interface Event extends Days {
  /** What tells it from others, for ever: without a slash, since servers name files by it (RFC 4791 §5.3.2). */
  name: string;
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
      name: id.replace('/', '.'),
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
    const days = daysOf(entry[period]);
    if (!days) return [];
    const entryPointer = `${pointer}/${list}/${index}`;
    const itemName = { text: name, pointer: `${pointer}/name` };
    const entryTitle = eventText(entry[title], `${entryPointer}/${title}`);
    return [
      {
        name: `${id.replace('/', '.')}.${list}.${keys[entryPointer] ?? index}`,
        ...days,
        dayPointers: [`${entryPointer}/${period}/from`, `${entryPointer}/${period}/until`],
        title: entryTitle ?? itemName,
        details: entryTitle && itemName,
      },
    ];
  });

const isName = ({ pointer }: EventText): boolean => pointer.endsWith('/name');

/** The title of an event, as it is: programs take it for the name of what happens. */
const summaryOf = (view: CalendarView, event: Event): string => {
  const { title } = event;
  const { t } = messagesFor(languageAt(view, title.pointer));
  return title.text + (isLong(event) ? t('page.aside', { text: t('feed.lastDay') }) : '');
};

/** What no source confirms of an event, beside the text of its description: a sentence each. */
const doubtsOf = (view: CalendarView, { title, details, dayPointers }: Event, { t }: Messages): string[] => {
  const isUnverified = (pointer: string) => view.unverified.includes(pointer);
  const names = [title, ...(details && isName(details) ? [details] : [])];
  return [
    ...names
      .filter(({ pointer }) => isUnverified(pointer))
      .map((text) => t(isName(text) ? 'feed.unverifiedName' : 'feed.unverifiedTitle')),
    ...(dayPointers.some(isUnverified) ? [t('feed.unverifiedDay')] : []),
  ];
};

/**
 * The description: what else there is to say, all days of what is shown on its last one, what no source confirms, and the
 * page.
 */
const descriptionOf = (view: CalendarView, event: Event, page: string): string => {
  const { details } = event;
  const messages = messagesFor(details ? languageAt(view, details.pointer) : view.language);
  const lines = [
    ...(details ? [isName(details) ? details.text : withUnverifiedMark(view, details.text, details.pointer)] : []),
    ...(isLong(event)
      ? [messages.t('card.colon', { label: messages.t('label.due') }) + periodText(messages, event, messages.gregorian)]
      : []),
    ...doubtsOf(view, event, messages),
  ];
  // Google Calendar and Outlook do not show URL, only a URL in the description.
  return lines.length > 0 ? `${lines.join('\n')}\n\n${page}` : page;
};

const writeEvent = (view: CalendarView, item: CalendarItem, event: Event, { origin }: Urls): ContentLine[] => {
  const { modified, edition, page, kind, licence } = item;
  const { title, details } = event;
  return [
    property('BEGIN', 'VEVENT'),
    property('UID', `${event.name}@${new URL(origin).hostname}`),
    // Without METHOD, DTSTAMP is when the event was last revised (RFC 5545 §3.8.7.2), not when it was written down.
    property('DTSTAMP', formatDateTime(modified)),
    property('LAST-MODIFIED', formatDateTime(modified)),
    property('SEQUENCE', String(edition - 1)),
    ...writeDays(calendarDays(event)),
    textProperty('SUMMARY', summaryOf(view, event), languageAt(view, title.pointer)),
    textProperty('DESCRIPTION', descriptionOf(view, event, page), details && languageAt(view, details.pointer)),
    property('URL', page),
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
