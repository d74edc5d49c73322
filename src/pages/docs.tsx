import type { Language } from '../languages.ts';
import { wordsOf } from '../words.ts';
import { page } from './layout.tsx';

/** The API reference: Swagger UI from our own files, on a page that says what it is without any script. */
export const docsPage = (language: Language): string => {
  const { t } = wordsOf(language);
  return page({
    language,
    title: t('docs.title'),
    trail: [],
    main: (
      <>
        <h1>{t('docs.title')}</h1>
        <p>
          <a href="/openapi.json">{t('docs.document')}</a>
        </p>
        <noscript>
          <p>{t('docs.noScript')}</p>
        </noscript>
        <div id="reference" />
      </>
    ),
    head: (
      <>
        <link rel="stylesheet" href="/docs/swagger-ui.css" />
        <link rel="stylesheet" href="/docs/reference.css" />
        <script src="/docs/swagger-ui-bundle.js" defer />
        <script src="/docs/reference.js" defer />
      </>
    ),
  });
};
