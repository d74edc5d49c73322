import type { Child } from 'hono/jsx';
import { messagesFor } from '../i18n/messages.ts';
import { kinds } from '../kinds/index.ts';
import { type Language, languages } from '../languages.ts';
import { stylesheet } from './stylesheet.generated.ts';

/** What pages differ in. */
export interface PageProps {
  language: Language;
  title: string;
  main: Child;
  /** Elements of the head beside those of every page. */
  head?: Child;
  description?: string;
  /** The breadcrumb trail: names and paths between the home page and this page. */
  trail?: readonly (readonly [name: string, path: string])[];
  /** The name of the page at the end of the trail, by default its title. */
  here?: Child;
  /** The path of the page in each language; a language that is left out has none. */
  inLanguages?: Readonly<Partial<Record<Language, string>>>;
}

const LanguageSwitch = ({ language, inLanguages }: Pick<PageProps, 'language' | 'inLanguages'>) => {
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

const Trail = ({ language, trail, here, title }: PageProps) => {
  const { t } = messagesFor(language);
  return (
    <nav class="trail" aria-label={t('page.breadcrumb')}>
      <ol>
        {[[t('page.home'), `/${language}`] as const, ...(trail ?? [])].map(([name, path]) => (
          <li>
            <a href={path}>{name}</a>
          </li>
        ))}
        <li aria-current="page">{here ?? title}</li>
      </ol>
    </nav>
  );
};

const Footer = ({ language }: { language: Language }) => {
  const { t } = messagesFor(language);
  return (
    <footer class="footer">
      <div class="width">
        <nav aria-label={t('page.collections')}>
          <ul class="links">
            {kinds.map((kind) => (
              <li>
                <a href={`/${language}/${kind}`}>{t(`kinds.${kind}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <ul class="links">
          <li>
            <a href={`/${language}/embed-builder`}>{t('home.embed')}</a>
          </li>
          <li>
            <a href={`/${language}/docs`}>{t('home.reference')}</a>
          </li>
          <li>
            <a href={`/${language}/changes.atom`}>{t('page.changes')}</a>
          </li>
        </ul>
        <p>{t('home.about')}</p>
      </div>
    </footer>
  );
};

/** Renders a page in one language. It has no script and no style of its own: all styles are in the one stylesheet. */
export const page = (props: PageProps): string => {
  const { language, title, main, head, description, trail, inLanguages } = props;
  const { t } = messagesFor(language);
  const site = t('home.title');
  const document = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === site ? site : `${title} | ${site}`}</title>
        {description && <meta name="description" content={description} />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
        {head}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        <header class="header">
          <div class="width">
            <a class="site" href={`/${language}`}>
              {site}
            </a>
            <LanguageSwitch language={language} {...(inLanguages && { inLanguages })} />
          </div>
        </header>
        {trail && <Trail {...props} />}
        <main id="main" class="width" tabindex={-1}>
          {main}
        </main>
        <Footer language={language} />
      </body>
    </html>
  );
  return `<!DOCTYPE html>${document.toString()}\n`;
};
