import { unverifiedText } from '../i18n/annotations.ts';
import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import { hostOf } from '../lib/readable-url.ts';
import { type ItemView, pageOf } from '../model/view.ts';
import { licenceName } from '../pages/licence.ts';
import { LocalizedValue } from '../pages/text.tsx';
import { CardFacts } from './card-facts.tsx';
import { CardList } from './card-list.tsx';
import { type CardView, cardView } from './view.tsx';

const maxSources = 3;

/** The name of the service, as a link to its home page. */
export const Provider = ({ language, origin }: { language: Language; origin: string }) => (
  <p>
    <a href={`${origin}/${language}`}>{messagesFor(language).t('home.title')}</a>
  </p>
);

/** The hosts of the official pages, the licence, and the service itself. */
const Provenance = ({ view: { item, messages }, origin }: { view: CardView; origin: string }) => {
  const { t } = messages;
  const { sources } = item;
  const hosts = sources.filter(
    ({ href }, index) => sources.findIndex((other) => hostOf(other.href) === hostOf(href)) === index,
  );
  return (
    <footer class="joint-card-source">
      <p>
        {t('card.colon', { label: t('record.sources') })}
        {hosts.slice(0, maxSources).map(({ href, language }, index) => (
          <>
            {index > 0 && t('card.separator')}
            <a href={href} hreflang={language}>
              {hostOf(href)}
            </a>
          </>
        ))}
      </p>
      <p>
        {t('card.colon', { label: t('card.licence') })}
        <a href={item.licence} rel="license">
          {licenceName(item.licence)}
        </a>
      </p>
      <Provider language={item.language} origin={origin} />
    </footer>
  );
};

/**
 * The card of an item on another site: its name as a link to its page, what its kind lists for cards, its sources and
 * its licence. The name is a heading only where the card is a page of its own (`alone`).
 */
export const Card = ({ item, origin, alone }: { item: ItemView; origin: string; alone?: true }) => {
  const view = cardView(item);
  const { kind, slug, language, name, fields } = item;
  const { t } = view.messages;
  const Name = alone ? 'h1' : 'p';
  const href = pageOf({ href: `${origin}/${language}/${kind}/${slug}` });
  const shown = view.definition.card.flatMap((each) => {
    const field = view.definition.fields[each];
    return field && typeof fields[each] === 'string' ? [{ name: each, field, text: fields[each] }] : [];
  });
  const readings = shown.filter(({ field, text }) => field.type === 'name' && field.part === 'reading' && text);
  const texts = shown.filter(({ field }) => field.type === 'text');
  return (
    <article class="joint-card" lang={language} dir="ltr" data-kind={kind} aria-label={name ?? slug}>
      <p class="joint-card-kind">
        {view.unverified.has('/kind') ? unverifiedText(view.messages, kind, '/kind') : t(`card.kinds.${kind}`)}
      </p>
      <Name class="joint-card-name">
        <LocalizedValue view={view} at="/name">
          <a href={href}>{name ?? slug}</a>
        </LocalizedValue>
      </Name>
      {[...readings, ...texts].map((each) => (
        <p class={each.field.type === 'name' ? 'joint-card-reading' : 'joint-card-text'}>
          <LocalizedValue view={view} at={`/${each.name}`}>
            {each.text}
          </LocalizedValue>
        </p>
      ))}
      <CardFacts view={view} />
      <CardList view={view} />
      <Provenance view={view} origin={origin} />
    </article>
  );
};
