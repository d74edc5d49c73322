import { messagesFor } from '../../i18n/messages.ts';
import type { Language } from '../../languages.ts';
import { type ProblemCode, problemStatuses } from '../../problem-codes.ts';
import { standalonePage } from '../standalone.tsx';

/** Renders the page of a problem type (RFC 9457 §3.1.1): what the code means and what to do. */
export const problemTypePage = (
  language: Language,
  { origin, code }: { origin: string; code: ProblemCode },
): string => {
  const { t } = messagesFor(language);
  const title = t(`problems:${code}.title`);
  return standalonePage(language, {
    origin,
    path: `/problems/${code}`,
    title,
    trail: [[t('docs.title'), `/${language}/docs`]],
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
            <dd>{problemStatuses[code]}</dd>
          </div>
        </dl>
        <p>
          <a href={`/${language}`}>{t('problem.home')}</a>
        </p>
      </>
    ),
  });
};
