import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import type { Annotations, ItemReference } from '../model/view.ts';
import { formatPath, isRecordUrl, parsePath } from '../url.ts';
import { Provider } from './card.tsx';
import { annotatedView, Reference } from './view.tsx';

/** The members of a problem (RFC 9457) that its card displays. */
export interface ProblemBody {
  title: string;
  detail: string;
  type: string;
  alternates?: Readonly<Record<string, string>>;
  replacement?: ItemReference;
  fallbacks?: Annotations['fallbacks'];
  unverified?: readonly string[];
}

/** Returns the page of an item, from the URL of its card or frame. */
const itemPageOf = (href: string): string => {
  const { origin, pathname } = new URL(href);
  const url = parsePath(pathname);
  if (!isRecordUrl(url)) return href;
  const { variant: _, ...item } = url;
  return origin + formatPath({ ...item, format: 'html' });
};

const Links = ({
  language,
  label,
  hrefs,
}: {
  language: Language;
  label: string;
  hrefs: readonly [string, string][];
}) => (
  <p>
    {messagesFor(language).t('card.colon', { label })}
    {hrefs.map(([name, href], index) => (
      <>
        {index > 0 && messagesFor(language).t('card.separator')}
        <a href={href}>{name}</a>
      </>
    ))}
  </p>
);

/** A problem as a card: its title and detail, and links to what there is instead. */
export const ProblemCard = ({
  language,
  problem,
  origin,
  alone,
}: {
  language: Language;
  problem: ProblemBody;
  origin: string;
  alone?: true;
}) => {
  const { t, languageName } = messagesFor(language);
  const Title = alone ? 'h1' : 'p';
  const others = Object.entries(problem.alternates ?? {}).map(([tag, href]): [string, string] => [
    languageName(tag),
    itemPageOf(href),
  ]);
  const { replacement, fallbacks = {}, unverified = [] } = problem;
  return (
    <article
      class="joint-card"
      lang={language}
      dir="ltr"
      data-problem={problem.type.slice(problem.type.lastIndexOf('/') + 1)}
    >
      <Title class="joint-card-name">{problem.title}</Title>
      <p class="joint-card-text">{problem.detail}</p>
      {others.length > 0 && <Links language={language} label={t('problem.alternates')} hrefs={others} />}
      {replacement && (
        <p>
          {t('card.colon', { label: t('problem.replacement') })}
          <Reference
            view={annotatedView({ kind: replacement.kind, language, fallbacks, unverified })}
            at="/replacement"
            to={replacement}
          />
        </p>
      )}
      <footer class="joint-card-source">
        <p>
          <a href={problem.type}>{t('problem.about')}</a>
        </p>
        <Provider language={language} origin={origin} />
      </footer>
    </article>
  );
};
