import type { Child } from 'hono/jsx';
import { messagesFor } from '../i18n/messages.ts';
import { type Language, languages, languageTags } from '../languages.ts';
import { Translations } from './head.tsx';
import { page } from './layout.tsx';
import { SharePreview } from './share-preview.tsx';

/** A page about the service itself; `path` follows the language. */
export interface StandalonePage {
  origin: string;
  path: string;
  title: string;
  trail: readonly (readonly [name: string, path: string])[];
  description?: string;
  /** The name of the page at the end of the trail, by default its title. */
  here?: Child;
  main: Child;
}

/** Renders a page about the service, which every language has. */
export const standalonePage = (language: Language, { origin, path, main, ...rest }: StandalonePage): string =>
  page({
    language,
    ...rest,
    head: (
      <>
        <Translations origin={origin} language={language} path={path} />
        <SharePreview
          origin={origin}
          language={language}
          title={rest.title}
          description={rest.description ?? messagesFor(language).t('home.about')}
          url={`${origin}/${language}${path}`}
          others={languageTags.filter((tag) => tag !== language)}
        />
      </>
    ),
    inLanguages: Object.fromEntries(languages.map(({ tag }) => [tag, `/${tag}${path}`])),
    main,
  });
