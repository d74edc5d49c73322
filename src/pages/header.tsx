import { messagesFor } from '../i18n/messages.ts';
import { type Kind, kinds } from '../kinds/index.ts';
import { type Language, languages } from '../languages.ts';
import { WrappedText } from './wrapped-text.tsx';

/** What the headers of pages differ in. */
export interface HeaderProps {
  language: Language;
  /** The breadcrumb trail: names and paths between the home page and this page. */
  trail?: readonly (readonly [name: string, path: string])[];
  /** The collection that the page is, or that its item is in. */
  collection?: Kind;
  /** The path of the page in each language; a language that is left out has none. */
  inLanguages?: Readonly<Partial<Record<Language, string>>>;
}

const LanguageSwitch = ({ language, inLanguages }: Pick<HeaderProps, 'language' | 'inLanguages'>) => {
  const { t } = messagesFor(language);
  return (
    <nav class="languages" aria-label={t('page.languages')}>
      <ul>
        {languages.map(({ tag, name }) => {
          const href = inLanguages ? inLanguages[tag] : `/${tag}`;
          return (
            <li>
              {tag === language ? (
                <span aria-current="true" lang={tag}>
                  {name}
                </span>
              ) : href ? (
                <a href={href} lang={tag} hreflang={tag}>
                  {name}
                </a>
              ) : (
                <>
                  <span lang={tag}>{name}</span>
                  {t('page.untranslated')}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

// Where the browser can show the contents of a closed element, wide screens show the list and no button (layout.css).
const Collections = ({ language, collection, trail }: Pick<HeaderProps, 'language' | 'collection' | 'trail'>) => {
  const { t } = messagesFor(language);
  // The page is in the collection that it names, or, with nothing between it and the home page, is the collection.
  const current = trail?.length ? 'true' : 'page';
  return (
    <nav class="collections" aria-label={t('page.collections')}>
      <details>
        <summary>{t('site:header.menu')}</summary>
        <ul>
          {kinds.map((kind) => (
            <li>
              <a href={`/${language}/${kind}.html`} {...(kind === collection && { 'aria-current': current })}>
                {t(`kinds.${kind}`)}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
};

/** The head of every page: the name of the service, its languages and its collections. */
export const Header = (props: HeaderProps) => {
  const { language, inLanguages } = props;
  return (
    <header class="header">
      <div class="width">
        <a class="site" href={`/${language}`}>
          <WrappedText text={messagesFor(language).t('home.title')} />
        </a>
        <LanguageSwitch language={language} {...(inLanguages && { inLanguages })} />
        <Collections {...props} />
      </div>
    </header>
  );
};
