import type { Child } from 'hono/jsx';
import { messagesFor } from '../i18n/messages.ts';
import { Footer } from './footer.tsx';
import { Header, type HeaderProps } from './header.tsx';
import { stylesheet } from './stylesheet.generated.ts';

/** What pages differ in. */
export interface PageProps extends HeaderProps {
  title: string;
  main: Child;
  /** Elements of the head beside those of every page. */
  head?: Child;
  description?: string;
  /** The name of the page at the end of the trail, by default its title. */
  here?: Child;
}

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

/** Renders a page in one language. It has no script and no style of its own: all styles are in the one stylesheet. */
export const page = (props: PageProps): string => {
  const { language, title, main, head, description, trail } = props;
  const { t } = messagesFor(language);
  const site = t('home.title');
  const document = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === site ? site : t('page.titled', { title, site })}</title>
        {description && <meta name="description" content={description} />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheet} />
        {head}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('page.skip')}
        </a>
        <Header {...props} />
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
