import type { Child } from 'hono/jsx';
import { entriesAt, type PageView, pathTo, textAt } from './pointer.ts';

/** The value at a pointer of a view. */
export interface PointerProps {
  view: PageView;
  at: string;
}

// These stay in one piece, and what follows may begin a line: browsers part 第 from 2回, and Japan- from UK.
const whole = /(第\d+[回期次]|\b[A-Z][A-Za-z]{1,4}-[A-Z][A-Za-z]{1,4}\b)/;

/** A text as it may break over lines. */
export const WrappedText = ({ text }: { text: string }) => (
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

/**
 * What a reader should know of the value at a pointer: that it is there in another language only (a sentence says so
 * of a text, a word of anything else), and that no source confirms it.
 */
export const Marks = ({
  view,
  at,
  sentence,
}: {
  view: Pick<PageView, 'messages' | 'fallbacks' | 'unverified'>;
  at: string;
  sentence?: boolean;
}) => {
  const { t, languageName } = view.messages;
  const borrowed = view.fallbacks[at];
  const language = borrowed && languageName(borrowed);
  return (
    <>
      {language && ' '}
      {language && (
        <span class="mark">{sentence ? t('page.onlyIn', { language }) : t('page.onlyInBriefly', { language })}</span>
      )}
      {view.unverified.has(at) && ' '}
      {view.unverified.has(at) && <span class="mark mark-doubt">{t('page.unverified')}</span>}
    </>
  );
};

/** What the mark of doubt means, where anything bears it; `of` are the names of the values that are shown, if not all. */
export const UnverifiedNote = ({ view, of }: { view: PageView; of?: readonly string[] }) => {
  const marked = [...view.unverified].some((at) => !of || of.includes(at.slice(at.lastIndexOf('/') + 1)));
  return marked ? <p class="help">{view.messages.t('page.unverifiedHelp')}</p> : null;
};

/**
 * A text or a name: in the language it is given in (WCAG 3.1.2), with a note where that is not the reader's, and a mark
 * where no source confirms it. `briefly` for names; a sentence of its own for texts.
 */
export const LocalizedText = ({
  view,
  at,
  briefly,
  children,
}: PointerProps & { briefly?: boolean; children?: Child }) => {
  const text = textAt(view, at);
  if (text === undefined) return null;
  if (text === null) return <span class="absent">{view.messages.t('page.absent')}</span>;
  const borrowed = view.fallbacks[at];
  const shown = children ?? <WrappedText text={text} />;
  return (
    <>
      {borrowed ? <span lang={borrowed}>{shown}</span> : shown}
      <Marks view={view} at={at} sentence={!briefly} />
    </>
  );
};

/** A reference: the name of another item, which leads there. */
export const Reference = ({ view, at }: PointerProps) => {
  const href = textAt(view, `${at}/href`);
  if (!href) return null;
  const borrowed = view.fallbacks[`${at}/name`];
  const name = textAt(view, `${at}/name`);
  return (
    <>
      <a href={pathTo(view, href)} {...(borrowed && { lang: borrowed })}>
        <WrappedText text={name ?? textAt(view, `${at}/slug`) ?? ''} />
      </a>
      <Marks view={view} at={`${at}/name`} />
    </>
  );
};

/** A list of references. */
export const References = ({ view, at }: PointerProps) => (
  <ul>
    {entriesAt(view, at).map((entry) => (
      <li>
        <Reference view={view} at={entry} />
      </li>
    ))}
  </ul>
);
