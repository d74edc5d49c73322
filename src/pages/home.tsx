import { type Language, languages } from '../languages.ts';
import { kinds } from '../resources/index.ts';
import { wordsOf } from '../words.ts';
import { page } from './layout.tsx';

/** The service's home as a person reads it: what there is and where. */
export const homePage = (language: Language): string => {
  const { t } = wordsOf(language);
  return page(
    language,
    t('home.title'),
    <>
      <h1>{t('home.title')}</h1>
      <p>{t('home.about')}</p>
      <h2>{t('home.collections')}</h2>
      <ul>
        {kinds.map((kind) => (
          <li>
            <a href={`/${language}/${kind}`}>{t(`kinds.${kind}`)}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href="/docs">{t('home.reference')}</a>
      </p>
      <h2>{t('home.languages')}</h2>
      <ul>
        {languages
          .filter(({ tag }) => tag !== language)
          .map(({ tag, name }) => (
            <li>
              <a href={`/${tag}`} lang={tag} hreflang={tag}>
                {name}
              </a>
            </li>
          ))}
      </ul>
    </>,
  );
};
