import type { Child } from 'hono/jsx';
import { label } from '../i18n/messages.ts';
import { has, type PageView, textAt } from './pointer.ts';
import { LocalizedText, Marks, type PointerProps } from './text.tsx';

/** A day, by both calendars where the language has its own: 2024年1月16日（令和6年1月16日）. */
export const DateText = ({ view, at }: PointerProps) => {
  const iso = textAt(view, at);
  return iso ? (
    <>
      <Time view={view} iso={iso} />
      <Marks view={view} at={at} />
    </>
  ) : null;
};

/** A day or an instant that is no value of the record. */
export const Time = ({ view, iso }: { view: PageView; iso: string }) => (
  <time datetime={iso}>{view.messages.day(iso)}</time>
);

/** A code of a closed list, in words. */
export const CodeLabel = ({
  view,
  at,
  of,
}: PointerProps & { of: 'level' | 'mode' | 'status' | 'commitment' | 'type' }) => {
  const code = textAt(view, at);
  if (!code) return null;
  const word = label(view.messages.t, 'codes', `${of}.${code}`);
  return (
    <>
      {of === 'status' ? <span class={`status status-${code}`}>{word}</span> : word}
      <Marks view={view} at={at} />
    </>
  );
};

/** Facts with their labels; a row without a value is left out. Each row is a label, a pointer to what must be there, and what is shown. */
export const Facts = ({ view, rows }: { view: PageView; rows: readonly (readonly [string, string, Child])[] }) => {
  const there = rows.filter(([, at]) => has(view, at));
  if (there.length === 0) return null;
  return (
    <dl class="facts">
      {there.map(([label, , shown]) => (
        <div>
          <dt>{label}</dt>
          <dd>{shown}</dd>
        </div>
      ))}
    </dl>
  );
};

/** A link to the web address at a pointer, which differs by language; `children` say it in words, else it is shown. */
export const UrlLink = ({ view, at, children }: PointerProps & { children?: Child }) => {
  const href = textAt(view, at);
  if (!href) return <LocalizedText view={view} at={at} />;
  const borrowed = view.fallbacks[at];
  return (
    <>
      <a
        class={children ? undefined : 'address'}
        href={href}
        rel="external"
        {...(borrowed && { hreflang: borrowed, ...(!children && { lang: borrowed }) })}
      >
        {children ?? href}
      </a>
      <Marks view={view} at={at} />
    </>
  );
};

/** A link to a page outside, said in words and with the language that page is in. */
export const ExternalLink = ({
  view,
  href,
  language,
  children,
}: {
  view: PageView;
  href: string;
  language?: string;
  children: Child;
}) => (
  <>
    <a href={href} rel="external" {...(language && { hreflang: language })}>
      {children}
    </a>
    {language &&
      language !== view.language &&
      view.messages.t('page.aside', { text: view.messages.languageName(language) })}
  </>
);
