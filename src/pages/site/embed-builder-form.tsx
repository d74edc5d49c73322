import { messagesFor } from '../../i18n/messages.ts';
import { type Kind, kinds } from '../../kinds/index.ts';
import { type Language, languages } from '../../languages.ts';

/** An item by its name: in which other language that is, where it is borrowed, and whether no source confirms it. */
export interface Offered {
  slug: string;
  name: string;
  lang?: Language;
  unverified?: true;
}

/** What can be embedded, and how; and what was chosen of it. */
export interface Choices {
  language: Language;
  kind: Kind;
  /** The items to choose from, by slug and name. */
  items: readonly Offered[];
  /** Where in the list of the kind these items begin, unless at its first, and where those after them do. */
  place: { here?: string; further?: string };
  chosen: (Offered & { kind: Kind; language?: Language; theme?: string }) | undefined;
  themes: readonly string[];
}

// An option is in one language: so is what is said of its name.
const doubted = (name: string, language: Language): string => {
  const { t } = messagesFor(language);
  return name + t('page.aside', { text: t('page.unverified') });
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

/** This page with something chosen, keeping the language and the theme that are. */
export const pathTo = (
  language: Language,
  chosen: Choices['chosen'],
  part: Readonly<Record<string, string>>,
): string => {
  const kept = { language: chosen?.language ?? '', theme: chosen?.theme ?? '' };
  const given = Object.entries({ ...part, ...kept }).filter(([, value]) => value !== '');
  const query = new URLSearchParams(given).toString();
  return `/${language}/embed-builder${query && `?${query}`}`;
};

/** The kinds to choose from, as links: the items of another kind are another list. */
export const Kinds = (choices: Choices) => {
  const { language, kind } = choices;
  const { t } = messagesFor(language);
  return (
    <nav class="choices" aria-label={t('builder.kind')}>
      <ul>
        {kinds.map((each) => (
          <li>
            <a
              href={pathTo(language, choices.chosen, { kind: each })}
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

/** The way to the items that one list does not hold. */
export const Places = (choices: Choices) => {
  const { language, kind, place } = choices;
  const { t } = messagesFor(language);
  if (place.here === undefined && place.further === undefined) return null;
  return (
    <nav class="pages" aria-label={t('builder.places')}>
      <ul>
        {place.here !== undefined && (
          <li>
            <a href={pathTo(language, choices.chosen, { kind })}>{t('builder.first')}</a>
          </li>
        )}
        {place.further !== undefined && (
          <li>
            <a href={pathTo(language, choices.chosen, { kind, after: place.further })} rel="next">
              {t('builder.next')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
};

/** An item, a language and a theme to choose: a form that needs no script. */
export const Form = ({ language, kind, items, place, chosen, themes }: Choices) => {
  const { t } = messagesFor(language);
  return (
    <form method="get" action={`/${language}/embed-builder`} class="builder-form">
      {place.here !== undefined && <input type="hidden" name="after" value={place.here} />}
      <p>
        <label for="item">{t('builder.item')}</label>{' '}
        <select id="item" name="item">
          {items.map(({ slug, name, lang, unverified }) => (
            <Option
              value={`${kind}/${slug}`}
              label={unverified ? doubted(name, lang ?? language) : name}
              lang={lang}
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
            <Option value={theme} label={t(`builder.themes.${theme as 'dark'}`)} current={chosen?.theme} />
          ))}
        </select>
      </p>
      <p>
        <button type="submit">{t('builder.show')}</button>
      </p>
    </form>
  );
};
