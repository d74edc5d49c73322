import type { Child } from 'hono/jsx';
import { codeLabel } from '../i18n/values.ts';
import { readableUrl } from '../lib/readable-url.ts';
import { type PageView, textAt } from './pointer.ts';
import { LocalizedText, Marks, type PointerProps } from './text.tsx';

/** A day of the record, by both calendars where the language has its own: 2024年1月16日（令和6年1月16日）. */
export const DateText = ({ view, at }: PointerProps) => {
  const iso = textAt(view, at);
  return iso ? (
    <>
      <Time view={view} iso={iso} />
      <Marks view={view} at={at} />
    </>
  ) : null;
};

/** A day or an instant that is not a value of the record. */
export const Time = ({ view, iso }: { view: PageView; iso: string }) => (
  <time datetime={iso}>{view.messages.day(iso)}</time>
);

/** The label of a code; `of` is the list of codes, a key below `codes` in locales/. */
export const CodeLabel = ({ view, at, of }: PointerProps & { of: string }) => {
  const code = textAt(view, at);
  if (!code) return null;
  const text = codeLabel(view.messages, of, code);
  return (
    <>
      {of === 'status' ? <span class={`status status-${code}`}>{text}</span> : text}
      <Marks view={view} at={at} />
    </>
  );
};

/** Says as of when the statuses on a page are. */
export const StatusNote = ({ view }: { view: PageView }) => <p class="help">{view.messages.t('page.statusHelp')}</p>;

/** A link to the URL at a pointer, which may differ by language; its text is `children`, by default the URL. */
export const UrlLink = ({ view, at, children }: PointerProps & { children?: Child }) => {
  const href = textAt(view, at);
  if (!href) return <LocalizedText view={view} at={at} />;
  const fallback = view.fallbacks[at];
  return (
    <>
      <a
        class={children ? undefined : 'address'}
        href={href}
        rel="external"
        {...(fallback && { hreflang: fallback, ...(!children && { lang: fallback }) })}
      >
        {children ?? readableUrl(href)}
      </a>
      <Marks view={view} at={at} />
    </>
  );
};

/** A link to a page of another site, followed by the language of that page where it is not the reader's. */
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
