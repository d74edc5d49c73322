import type { Language } from '../languages.ts';
import { type ProblemCode, problems } from '../problems.ts';
import { wordsOf } from '../words.ts';
import { page } from './layout.tsx';

/** What a problem's `type` leads to: what the code means and what to do. */
export const problemTypePage = (language: Language, code: ProblemCode): string => {
  const { t } = wordsOf(language);
  const title = t(`problems:${code}.title`);
  return page({
    language,
    title,
    trail: [],
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">{t(`problems:${code}.help`)}</p>
        <dl class="facts">
          <div>
            <dt>{t('problem.code')}</dt>
            <dd>
              <code>{code}</code>
            </dd>
          </div>
          <div>
            <dt>{t('problem.status')}</dt>
            <dd>{problems[code]}</dd>
          </div>
        </dl>
        <p>
          <a href={`/${language}`}>{t('problem.home')}</a>
        </p>
      </>
    ),
  });
};
