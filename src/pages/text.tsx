import type { Child } from 'hono/jsx';
import { fallbackText, unverifiedText } from '../i18n/annotations.ts';
import { placeOf } from '../i18n/place.ts';
import { definitionOf } from '../kinds/index.ts';
import { pageOf } from '../model/view.ts';
import { entriesAt, has, type PageView, pathTo, textAt } from './pointer.ts';
import { WrappedText } from './wrapped-text.tsx';

/** The value at a pointer of a view. */
export interface PointerProps {
  view: PageView;
  at: string;
}

/** What marks are made from. An `embedded` card has no stylesheet of ours to rely on: its marks are `<small>`. */
export type AnnotatedView = Pick<PageView, 'kind' | 'messages' | 'fallbacks' | 'unverified'> & { embedded?: true };

const Mark = ({ view, of, children }: { view: AnnotatedView; of: 'fallback' | 'unverified'; children: Child }) =>
  view.embedded ? <small>{children}</small> : <span class={`mark mark-${of}`}>{children}</span>;

/**
 * Marks a value that is in another language (with a sentence after a text, briefly after all else), or says what of it is
 * unverified.
 */
export const Marks = ({ view, at, sentence }: { view: AnnotatedView; at: string; sentence?: boolean }) => {
  const { kind, messages } = view;
  const fallback = view.fallbacks[at];
  return (
    <>
      {fallback && ' '}
      {fallback && (
        <Mark view={view} of="fallback">
          {sentence
            ? messages.t('page.onlyIn', { language: messages.languageName(fallback) })
            : fallbackText(messages, kind, at, fallback)}
        </Mark>
      )}
      {view.unverified.has(at) && ' '}
      {view.unverified.has(at) && (
        <Mark view={view} of="unverified">
          {unverifiedText(messages, kind, at)}
        </Mark>
      )}
    </>
  );
};

/**
 * Explains the mark of unverified values, where there are any. What is displayed, if not all: `of` the fields of these names,
 * `under` these pointers.
 */
export const UnverifiedNote = ({
  view,
  of,
  under = [''],
}: {
  view: PageView;
  of?: readonly string[];
  under?: readonly string[];
}) => {
  const marked = [...view.unverified].some(
    (at) =>
      (!of || of.includes(at.slice(at.lastIndexOf('/') + 1))) && under.some((pointer) => at.startsWith(`${pointer}/`)),
  );
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
      <Marks view={view} at={`${at}/kind`} />
    </>
  );
};

/** The pointers of the texts of the card at a pointer that are paragraphs. */
const paragraphsOf = (view: PageView, card: string): string[] => {
  const { fields, card: names } = definitionOf(placeOf(view.kind, card).kind);
  return names
    .filter((name) => fields[name]?.type === 'text' && has(view, `${card}/${name}`))
    .map((name) => `${card}/${name}`);
};

/** A list of references, each with the texts that its card has. */
export const References = ({ view, at }: PointerProps) => (
  <ul>
    {entriesAt(view, at).map((entry) => (
      <li>
        <Reference view={view} at={entry} />
        {paragraphsOf(view, entry).map((at) => (
          <p>
            <LocalizedText view={view} at={at} />
          </p>
        ))}
      </li>
    ))}
  </ul>
);
