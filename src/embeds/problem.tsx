import { messagesFor } from '../i18n/messages.ts';
import type { Language } from '../languages.ts';
import type { Annotations, Card } from '../model/view.ts';
import { Provider } from './card.tsx';
import { Reference } from './text.tsx';

/** What a problem says to whoever meets it inside another page. */
export interface ProblemBody {
  title: string;
  detail: string;
  type: string;
  alternates?: Readonly<Record<string, string>>;
  replacement?: Card;
  fallbacks?: Annotations['fallbacks'];
  unverified?: readonly string[];
}

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

/** A problem as a card: what is the matter, and where to go instead. */
export const ProblemCard = (problem: { language: Language; said: ProblemBody; origin: string; alone?: true }) => {
  const { language, said, origin, alone } = problem;
  const { t, languageName } = messagesFor(language);
  const Title = alone ? 'h1' : 'p';
  const others = Object.entries(said.alternates ?? {}).map(([tag, href]): [string, string] => [
    languageName(tag),
    href,
  ]);
  const { replacement, fallbacks = {}, unverified = [] } = said;
  return (
    <article
      class="joint-card"
      lang={language}
      dir="ltr"
      data-problem={said.type.slice(said.type.lastIndexOf('/') + 1)}
    >
      <Title class="joint-card-name">{said.title}</Title>
      <p class="joint-card-text">{said.detail}</p>
      {others.length > 0 && <Links language={language} label={t('problem.alternates')} hrefs={others} />}
      {replacement && (
        <p>
          {t('card.colon', { label: t('problem.replacement') })}
          <Reference reading={{ language, fallbacks, unverified }} at="/replacement" to={replacement} />
        </p>
      )}
      <footer class="joint-card-source">
        <p>
          <a href={said.type}>{t('problem.about')}</a>
        </p>
        <Provider language={language} origin={origin} />
      </footer>
    </article>
  );
};
