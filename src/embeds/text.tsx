import type { Child } from 'hono/jsx';
import { type Messages, messagesFor } from '../i18n/messages.ts';
import type { Card, ItemView } from '../model/view.ts';

/** What stands at a JSON Pointer of a reading, said: the reading it is of, and where. */
export interface At {
  reading: Pick<ItemView, 'language' | 'fallbacks' | 'unverified'>;
  at: string;
}

/** The words of a reading's language. */
export const wordsFor = ({ language }: Pick<ItemView, 'language'>): Messages => messagesFor(language);

/** A value with what must be said of it: the language it was borrowed from (WCAG 3.1.2), and that no source confirms it. */
export const LocalizedText = ({ reading, at, children }: At & { children: Child }) => {
  const borrowed = reading.fallbacks[at];
  const { t, languageName } = wordsFor(reading);
  return (
    <>
      {borrowed ? <span lang={borrowed}>{children}</span> : children}
      {borrowed && (
        <>
          {' '}
          <small>{t('page.onlyInBriefly', { language: languageName(borrowed) })}</small>
        </>
      )}
      {reading.unverified.includes(at) && (
        <>
          {' '}
          <small>{t('page.unverified')}</small>
        </>
      )}
    </>
  );
};

/** A reference as a link to the item it names, in words of its own where it is given any. */
export const Reference = ({ reading, at, to, children }: At & { to: Card; children?: Child }) => (
  <LocalizedText reading={reading} at={`${at}/name`}>
    <a href={to.href}>{children ?? to.name ?? to.slug}</a>
  </LocalizedText>
);
