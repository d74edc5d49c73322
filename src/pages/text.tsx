import type { Child } from 'hono/jsx';
import { pageOf } from '../model/view.ts';
import { entriesAt, type PageView, pathTo, textAt } from './pointer.ts';

/** The value at a pointer of a view. */
export interface PointerProps {
  view: PageView;
  at: string;
}

// Browsers break lines between 第 and 2回, and after Japan-: these are kept whole, with a line break opportunity after.
const whole = /(第\d+[回期次]|\b[A-Z][A-Za-z]{1,4}-[A-Z][A-Za-z]{1,4}\b)/;

/** A text, with where its lines may break. */
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

/** What marks are made from. An `embedded` card has no stylesheet of ours to rely on: its marks are `<small>`. */
export type AnnotatedView = Pick<PageView, 'messages' | 'fallbacks' | 'unverified'> & { embedded?: true };

const Mark = ({ view, of, children }: { view: AnnotatedView; of?: 'unverified'; children: Child }) =>
  view.embedded ? <small>{children}</small> : <span class={of ? 'mark mark-doubt' : 'mark'}>{children}</span>;

/** Marks a value that is unverified, or in another language (with a sentence after a text, briefly after all else). */
export const Marks = ({ view, at, sentence }: { view: AnnotatedView; at: string; sentence?: boolean }) => {
  const { t, languageName } = view.messages;
  const fallback = view.fallbacks[at];
  const language = fallback && languageName(fallback);
  return (
    <>
      {language && ' '}
      {language && (
        <Mark view={view}>{sentence ? t('page.onlyIn', { language }) : t('page.onlyInBriefly', { language })}</Mark>
      )}
      {view.unverified.has(at) && ' '}
      {view.unverified.has(at) && (
        <Mark view={view} of="unverified">
          {t('page.unverified')}
        </Mark>
      )}
    </>
  );
};

/** Explains the mark of unverified values, where there are any; `of` are the names of the displayed fields, if not all. */
export const UnverifiedNote = ({ view, of }: { view: PageView; of?: readonly string[] }) => {
  const marked = [...view.unverified].some((at) => !of || of.includes(at.slice(at.lastIndexOf('/') + 1)));
  return marked ? <p class="help">{view.messages.t('page.unverifiedHelp')}</p> : null;
};

/** What is displayed of the value at a pointer, with its language where that is another (WCAG 3.1.2), and its marks. */
export const LocalizedValue = ({
  view,
  at,
  sentence = false,
  children,
}: {
  view: AnnotatedView;
  at: string;
  sentence?: boolean;
  children: Child;
}) => {
  const fallback = view.fallbacks[at];
  return (
    <>
      {fallback ? <span lang={fallback}>{children}</span> : children}
      <Marks view={view} at={at} sentence={sentence} />
    </>
  );
};

/** The text or the name at a pointer, or `children` for it. A fallback is marked by a sentence, or `briefly` for names. */
export const LocalizedText = ({
  view,
  at,
  briefly,
  children,
}: PointerProps & { briefly?: boolean; children?: Child }) => {
  const text = textAt(view, at);
  if (text === undefined) return null;
  if (text === null) return <span class="absent">{view.messages.t('page.absent')}</span>;
  return (
    <LocalizedValue view={view} at={at} sentence={!briefly}>
      {children ?? <WrappedText text={text} />}
    </LocalizedValue>
  );
};

/** The name of another item, as a link to it. */
export const Reference = ({ view, at }: PointerProps) => {
  const href = textAt(view, `${at}/href`);
  if (!href) return null;
  const fallback = view.fallbacks[`${at}/name`];
  const name = textAt(view, `${at}/name`);
  return (
    <>
      <a href={pathTo(view, pageOf({ href }))} {...(fallback && { lang: fallback })}>
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
