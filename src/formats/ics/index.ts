import { messagesFor } from '../../i18n/messages.ts';
import { hasEvents } from '../../kinds/calendar.ts';
import { definitionOf, definitions, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { dependencyLookup, languageAt, pageOf, type Urls } from '../../model/view.ts';
import { timeZone } from '../../partnership.ts';
import type { Format } from '../format.ts';
import { property, textProperty } from './content-line.ts';
import { type CalendarItem, type CalendarView, writeEvents } from './events.ts';
import { timeZoneComponent } from './time-zone.ts';

interface Title {
  text: string;
  language: Language;
  /** That no source confirms it: a sentence in the language of the calendar. */
  doubt?: string;
}

const writeCalendar = (view: CalendarView, title: Title, items: readonly CalendarItem[], urls: Urls): string => {
  const { origin, self } = urls;
  return [
    property('BEGIN', 'VCALENDAR'),
    property('VERSION', '2.0'),
    property('PRODID', `-//${new URL(origin).host}//ics//${view.language.toUpperCase()}`),
    property('CALSCALE', 'GREGORIAN'),
    textProperty('NAME', title.text, title.language),
    textProperty('X-WR-CALNAME', title.text),
    ...(title.doubt ? [textProperty('DESCRIPTION', title.doubt, view.language)] : []),
    property('SOURCE;VALUE=URI', self),
    property('REFRESH-INTERVAL;VALUE=DURATION', 'P1D'),
    // Outlook knows only the older name.
    property('X-PUBLISHED-TTL', 'P1D'),
    // A calendar needs a component (RFC 5545 §3.6), and may have no event.
    ...timeZoneComponent(timeZone),
    ...items.flatMap((item) => writeEvents(view, item, urls)),
    property('END', 'VCALENDAR'),
  ].join('');
};

const calendarKinds: readonly Kind[] = definitions.filter(({ calendar }) => calendar).map(({ kind }) => kind);

/** iCalendar, RFC 5545 and RFC 7986: meetings, and commitments with a due period, as all-day events. */
export const ics: Format = {
  extension: 'ics',
  mediaType: 'text/calendar',
  contentType: 'text/calendar; charset=utf-8',
  accepted: 'text/calendar; component=vevent; method=publish',
  writes: (kind, pointer) => {
    const { calendar } = definitionOf(kind);
    if (!calendar) return false;
    if (pointer === '/name') return true;
    if (calendar.by === 'item') return pointer === `/${calendar.details}`;
    const [, list, , title] = pointer.split('/');
    return list === calendar.list && title === calendar.title;
  },
  writesCard: (card) => hasEvents(definitionOf(card.kind), card),
  itemKinds: calendarKinds,
  hasItem: ({ undated }) => !undated,
  collectionKinds: calendarKinds,
  item: (view, urls) => {
    const { id, kind, slug, edition, fields: values, modified, licence } = view;
    const name = view.name ?? slug;
    const page = pageOf({ href: `${urls.origin}/${view.language}/${kind}/${slug}` });
    const title = {
      text: name,
      language: languageAt(view, '/name'),
      ...(view.unverified.includes('/name') && { doubt: messagesFor(view.language).t('feed.unverifiedName') }),
    };
    return writeCalendar(
      view,
      title,
      [{ id, kind, name, page, licence, edition, modified, values, pointer: '' }],
      urls,
    );
  },
  collection: (view, urls) => {
    const { kind, language } = view;
    const { t } = messagesFor(language);
    const dependencyOf = dependencyLookup(view);
    const items = view.items.map((card, index): CalendarItem => {
      const { id } = dependencyOf(card);
      const { licence, edition, modified } = card;
      const name = card.name ?? card.slug;
      return {
        id,
        kind,
        name,
        page: pageOf(card),
        licence,
        edition,
        modified,
        values: card,
        pointer: `/items/${index}`,
      };
    });
    const text = t('feed.collection', { collection: t(`kinds.${kind}`), service: t('home.title') });
    return writeCalendar(view, { text, language }, items, urls);
  },
};
