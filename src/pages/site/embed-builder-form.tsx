import { unverifiedText } from '../../i18n/annotations.ts';
import { label, messagesFor } from '../../i18n/messages.ts';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languages } from '../../languages.ts';

/** An item to choose. `lang` is the language of its name if that is a fallback. */
export interface ItemOption {
  slug: string;
  name: string;
  lang?: Language;
  unverified?: true;
}

/** What the form offers, and what is chosen. */
export interface BuilderState {
  language: Language;
  kind: Kind;
  items: readonly ItemOption[];
  /** The cursors of the items shown, unless they are the first, and of the next ones. */
  page: { after?: string; next?: string };
  chosen: (ItemOption & { kind: Kind; language?: Language; theme?: string }) | undefined;
  themes: readonly string[];
}

const withUnverifiedMark = (name: string, kind: Kind, language: Language): string => {
  const messages = messagesFor(language);
  return name + messages.t('page.aside', { text: unverifiedText(messages, kind, '/name') });
};

const Option = ({
  value,
  label,
  current,
  lang,
}: {
  value: string;
  label: string;
  current: string | undefined;
  lang?: Language | undefined;
}) => (
  <option value={value} {...(value === (current ?? '') && { selected: true })} {...(lang && { lang })}>
    {label}
  </option>
);

/** The path of this page with other query parameters, and with the language and the theme that are chosen. */
export const builderPath = (
  language: Language,
  chosen: BuilderState['chosen'],
  parameters: Readonly<Record<string, string>>,
): string => {
  const all = { ...parameters, language: chosen?.language ?? '', theme: chosen?.theme ?? '' };
  const query = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')).toString();
  return `/${language}/embed-builder${query && `?${query}`}`;
};

/** The kinds to choose from, as links. */
export const KindLinks = (state: BuilderState) => {
  const { language, kind } = state;
  const { t } = messagesFor(language);
  return (
    <nav class="choices" aria-label={t('builder.kind')}>
      <ul>
        {kinds.map((each) => (
          <li>
            <a
              href={builderPath(language, state.chosen, { kind: each })}
              {...(each === kind && { 'aria-current': 'true' })}
            >
              {t(`kinds.${each}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** Links to the first items and to the next ones, if there are more than one page has. */
export const PageLinks = (state: BuilderState) => {
  const { language, kind, page: place } = state;
  const { t } = messagesFor(language);
  if (place.after === undefined && place.next === undefined) return null;
  return (
    <nav class="pages" aria-label={t('builder.places')}>
      <ul>
        {place.after !== undefined && (
          <li>
            <a href={builderPath(language, state.chosen, { kind })}>{t('builder.first')}</a>
          </li>
        )}
        {place.next !== undefined && (
          <li>
            <a href={builderPath(language, state.chosen, { kind, after: place.next })} rel="next">
              {t('builder.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
};

/** A form to choose an item, a language and a theme, which works without script. */
export const SelectionForm = ({ language, kind, items, page: place, chosen, themes }: BuilderState) => {
  const { t } = messagesFor(language);
  return (
    <form method="get" action={`/${language}/embed-builder`} class="builder-form">
      {place.after !== undefined && <input type="hidden" name="after" value={place.after} />}
      <p>
        <label for="item">{t('builder.item')}</label>{' '}
        <select id="item" name="item">
          {items.map(({ slug, name, lang, unverified }) => (
            <Option
              value={`${kind}/${slug}`}
              label={unverified ? withUnverifiedMark(name, kind, language) : name}
              // An option can hold no element: with a mark, which is in the reader's language, it is in no other.
              lang={unverified ? undefined : lang}
              current={chosen && `${chosen.kind}/${chosen.slug}`}
            />
          ))}
        </select>
      </p>
      <p>
        <label for="language">{t('builder.language')}</label>{' '}
        <select id="language" name="language">
          <Option value="" label={t('builder.anyLanguage')} current={chosen?.language} />
          {languages.map(({ tag, name }) => (
            <Option value={tag} label={name} current={chosen?.language} />
          ))}
        </select>
      </p>
      <p>
        <label for="theme">{t('builder.theme')}</label>{' '}
        <select id="theme" name="theme">
          <Option value="" label={t('builder.anyTheme')} current={chosen?.theme} />
          {themes.map((theme) => (
            <Option value={theme} label={label(t, 'builder', `themes.${theme}`)} current={chosen?.theme} />
          ))}
        </select>
      </p>
      <p>
        <button type="submit">{t('builder.show')}</button>
      </p>
    </form>
  );
};
