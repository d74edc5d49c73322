import { messagesFor } from '../i18n/messages.ts';
import { definitionOf } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import type { ItemView } from '../model/view.ts';
import { Facts, hostOf } from './facts.tsx';
import { ListEntries } from './recent.tsx';
import { LocalizedText, wordsFor } from './text.tsx';

const mostSources = 3;

/** A licence by the name that people know it by: CC BY 4.0; else by whose it is. */
const licenceName = (href: string): string => {
  const [, terms, number] = /creativecommons\.org\/licenses\/([a-z-]+)\/([\d.]+)/.exec(href) ?? [];
  return terms ? `CC ${terms.toUpperCase()} ${number}` : hostOf(href);
};

/** Whose service this is, as a link to its home. */
export const Provider = ({ language, origin }: { language: Language; origin: string }) => (
  <p>
    <a href={`${origin}/${language}`}>{messagesFor(language).t('home.title')}</a>
  </p>
);

/** Where it comes from: official pages by their hosts, the licence, and the service itself. */
const Provenance = ({ reading, origin }: { reading: ItemView; origin: string }) => {
  const { t } = wordsFor(reading);
  const sources = reading.sources as readonly { href: string; language: string }[];
  const hosts = sources.filter(
    ({ href }, index) => sources.findIndex((other) => hostOf(other.href) === hostOf(href)) === index,
  );
  return (
    <footer class="joint-card-source">
      <p>
        {t('card.colon', { label: t('record.sources') })}
        {hosts.slice(0, mostSources).map(({ href, language }, index) => (
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
        <a href={reading.licence} rel="license">
          {licenceName(reading.licence)}
        </a>
      </p>
      <Provider language={reading.language} origin={origin} />
    </footer>
  );
};

const textsOf = ({ kind, fields }: ItemView): string[] => {
  const { card, fields: defined } = definitionOf(kind);
  return card.filter((name) => defined[name]?.type === 'text' && fields[name] !== undefined && fields[name] !== null);
};

/**
 * An item on somebody else's page: its name, which leads to its own page, the facts its kind lists for cards, where it
 * comes from and on which terms. Only a page of its own gives the name a heading's rank: elsewhere the outline is the host's.
 */
export const Card = ({ reading, origin, alone }: { reading: ItemView; origin: string; alone?: true }) => {
  const { kind, slug, language, name, fields } = reading;
  const { t } = wordsFor(reading);
  const Name = alone ? 'h1' : 'p';
  const href = `${origin}/${language}/${kind}/${slug}`;
  const pronounced = fields.reading as string | null | undefined;
  return (
    <article class="joint-card" lang={language} dir="ltr" data-kind={kind} aria-label={name ?? slug}>
      <p class="joint-card-kind">{t(`card.kinds.${kind}`)}</p>
      <Name class="joint-card-name">
        <LocalizedText reading={reading} at="/name">
          <a href={href}>{name ?? slug}</a>
        </LocalizedText>
      </Name>
      {pronounced && (
        <p class="joint-card-reading">
          <LocalizedText reading={reading} at="/reading">
            {pronounced}
          </LocalizedText>
        </p>
      )}
      {textsOf(reading).map((field) => (
        <p class="joint-card-text">
          <LocalizedText reading={reading} at={`/${field}`}>
            {String(fields[field])}
          </LocalizedText>
        </p>
      ))}
      <Facts reading={reading} />
      <ListEntries reading={reading} />
      <Provenance reading={reading} origin={origin} />
    </article>
  );
};
