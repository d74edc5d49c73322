import type { Child } from 'hono/jsx';
import { entriesAt, has, pathTo, textAt, type View } from './view.ts';

interface At {
  view: View;
  at: string;
}

// These stay in one piece, and what follows may begin a line: browsers part 第 from 2回, and Japan- from UK.
const whole = /(第\d+[回期次]|\b[A-Z][A-Za-z]{1,4}-[A-Z][A-Za-z]{1,4}\b)/;

/** A text as it may break over lines. */
export const Name = ({ text }: { text: string }) => (
  <>
    {text.split(whole).map((part) =>
      whole.test(part) ? (
        <>
          <span class="whole">{part}</span>
          <wbr />
        </>
      ) : (
        part
      ),
    )}
  </>
);

/** Marks what no source confirms, visibly. */
export const Doubt = ({ view, at }: At) =>
  view.unverified.has(at) ? <span class="mark mark-doubt">{view.words.t('page.unverified')}</span> : null;

/**
 * A text or a name: in the language it is given in (WCAG 3.1.2), with a note where that is not the reader's, and a mark
 * where no source confirms it. `briefly` for names; a sentence of its own for texts.
 */
export const Said = ({ view, at, briefly, children }: At & { briefly?: boolean; children?: Child }) => {
  const { t, languageName } = view.words;
  const text = textAt(view, at);
  if (text === undefined) return null;
  if (text === null) return <span class="absent">{t('page.absent')}</span>;
  const borrowed = view.fallbacks[at];
  const language = borrowed && languageName(borrowed);
  const shown = children ?? <Name text={text} />;
  return (
    <>
      {borrowed ? <span lang={borrowed}>{shown}</span> : shown}
      {language && (
        <>
          {' '}
          <span class="mark">{briefly ? t('page.onlyInBriefly', { language }) : t('page.onlyIn', { language })}</span>
        </>
      )}
      {view.unverified.has(at) && ' '}
      <Doubt view={view} at={at} />
    </>
  );
};

/** A reference: the name of another item, which leads there. */
export const Ref = ({ view, at }: At) => {
  const href = textAt(view, `${at}/href`);
  if (!href) return null;
  const borrowed = view.fallbacks[`${at}/name`];
  const name = textAt(view, `${at}/name`);
  return (
    <>
      <a href={pathTo(view, href)} {...(borrowed && { lang: borrowed })}>
        <Name text={name ?? textAt(view, `${at}/slug`) ?? ''} />
      </a>
      {borrowed && ' '}
      {borrowed && (
        <span class="mark">{view.words.t('page.onlyInBriefly', { language: view.words.languageName(borrowed) })}</span>
      )}
      {view.unverified.has(`${at}/name`) && ' '}
      <Doubt view={view} at={`${at}/name`} />
    </>
  );
};

/** A list of references. */
export const Refs = ({ view, at }: At) => (
  <ul>
    {entriesAt(view, at).map((entry) => (
      <li>
        <Ref view={view} at={entry} />
      </li>
    ))}
  </ul>
);

/** A day, by both calendars where the language has its own: 2024年1月16日（令和6年1月16日）. */
export const Day = ({ view, at }: At) => {
  const iso = textAt(view, at);
  return iso ? (
    <>
      <Moment view={view} iso={iso} />
      {view.unverified.has(at) && ' '}
      <Doubt view={view} at={at} />
    </>
  ) : null;
};

/** A day or an instant that is no value of the record. */
export const Moment = ({ view, iso }: { view: View; iso: string }) => {
  const { t, date, gregorian } = view.words;
  const [own, common] = [date(iso), gregorian(iso)];
  return (
    <>
      <time datetime={iso}>{common}</time>
      {own !== common && t('page.aside', { text: own })}
    </>
  );
};

/** A code of a closed list, in words. */
export const Code = ({ view, at, of }: At & { of: 'level' | 'mode' | 'status' | 'commitment' | 'type' }) => {
  const code = textAt(view, at);
  if (!code) return null;
  const word = view.words.t(`codes.${of}.${code}` as 'codes.status.done');
  return (
    <>
      {of === 'status' ? <span class={`status status-${code}`}>{word}</span> : word}
      {view.unverified.has(at) && ' '}
      <Doubt view={view} at={at} />
    </>
  );
};

/** Facts with their labels; a row without a value is left out. Each row is a label, a pointer to what must be there, and what is shown. */
export const Facts = ({ view, rows }: { view: View; rows: readonly (readonly [string, string, Child])[] }) => {
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

/** A link to a page outside, said in words and with the language that page is in. */
export const Outward = ({
  view,
  href,
  language,
  children,
}: {
  view: View;
  href: string;
  language?: string;
  children: Child;
}) => (
  <>
    <a href={href} rel="external" {...(language && { hreflang: language })}>
      {children}
    </a>
    {language && language !== view.language && view.words.t('page.aside', { text: view.words.languageName(language) })}
  </>
);
