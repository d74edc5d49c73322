import type { Language } from '../languages.ts';
import { type ProblemCode, problems } from '../problems.ts';
import { wordsOf } from '../words.ts';
import { page } from './layout.tsx';

/** A problem as a person reads it; the body is that of `application/problem+json`. */
export const problemPage = (
  language: Language,
  code: ProblemCode,
  body: {
    title: string;
    detail: string;
    type: string;
    available?: readonly string[];
    alternates?: Readonly<Record<string, string>>;
  },
): string => {
  const { t } = wordsOf(language);
  return page(
    language,
    body.title,
    <>
      <h1>{body.title}</h1>
      <p>{body.detail}</p>
      {body.available && (
        <>
          <h2>{t('problem.available')}</h2>
          <ul>
            {body.available.map((value) => (
              <li>
                <code>{value}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {body.alternates && (
        <>
          <h2>{t('problem.alternates')}</h2>
          <ul>
            {Object.entries(body.alternates).map(([tag, href]) => (
              <li>
                <a href={href} hreflang={tag}>
                  {href}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={body.type}>
          {t('problem.status')} {problems[code]} ({code})
        </a>
      </p>
      <p>
        <a href={`/${language}`}>{t('problem.home')}</a>
      </p>
    </>,
  );
};

/** What a problem's `type` leads to: what the code means and what to do. */
export const problemTypePage = (language: Language, code: ProblemCode): string => {
  const { t } = wordsOf(language);
  const title = t(`problems:${code}.title`);
  return page(
    language,
    title,
    <>
      <h1>{title}</h1>
      <p>{t(`problems:${code}.help`)}</p>
      <dl>
        <dt>{t('problem.code')}</dt>
        <dd>
          <code>{code}</code>
        </dd>
        <dt>{t('problem.status')}</dt>
        <dd>{problems[code]}</dd>
      </dl>
      <p>
        <a href={`/${language}`}>{t('problem.home')}</a>
      </p>
    </>,
  );
};
