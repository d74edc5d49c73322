import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/formats/format.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import { kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import type { ViewType } from '../../../src/url.ts';
import { exampleAddress } from '../examples.ts';
import { rowOf } from '../formats/matrix.ts';
import { collectionInState, itemInState, languagesFor, type State, states } from '../formats/states.ts';
import { collectionView, itemView, otherThan, recentChangesView, urlsOf } from '../formats/views.ts';
import { recordFiles } from '../records.ts';

/** A text in a document, with its language if the document states one. */
export interface ReadText {
  text: string;
  language?: string | undefined;
}

/** A format with a reader for its documents. */
export interface FormatCase {
  format: Format;
  /** Reads the texts of a document with an independent parser. @throws Error if it is not valid for its media type. */
  read(body: string, viewType: ViewType): ReadText[] | Promise<ReadText[]>;
  /** Whether a sentence beside a name says that no source confirms it, or a mark elsewhere in the document does. */
  unverifiedMark: 'stated' | 'elsewhere';
  /** What a text is read back as, for formats that do not keep every character. */
  normalise?: (text: string) => string;
}

// A test writes and parses hundreds of documents: a busy machine takes its time.
const timeout = 300_000;

const slugOfExample = (path: string): string => /\/([^/]+)\.json$/.exec(path)?.[1] ?? '';

const expectUnverified = (
  { unverifiedMark }: FormatCase,
  name: string,
  read: readonly ReadText[],
  language: Language,
  url: string,
) => {
  const { t } = messagesFor(language);
  const marks = kinds.map((kind) => t('unverified.name', { context: kind }));
  const texts = read.map(({ text }) => text);
  if (unverifiedMark === 'stated') {
    expect(texts, `${url}: the name as it is`).toContain(name);
    expect(texts, `${url}: the statement`).toContain(t('feed.unverifiedName'));
  } else
    expect(
      texts.some((text) => marks.includes(text) || /^\/(?:\S+\/)?name\b/.test(text)),
      url,
    ).toBe(true);
};

const expectState = (
  formatCase: FormatCase,
  state: State,
  read: readonly ReadText[],
  language: Language,
  url: string,
) => {
  const { normalise = (text: string) => text } = formatCase;
  for (const { text } of read) expect(text, url).not.toMatch(/\b(?:undefined|null|NaN|\[object)\b/);
  if (state.text === undefined) return;
  const expected = normalise(state.text);
  if (state.unverified) return expectUnverified(formatCase, expected, read, language, url);
  const found = read.filter(({ text }) => text === expected);
  expect(found.length, `${url}: the text, among ${JSON.stringify(read).slice(0, 500)}`).toBeGreaterThan(0);
  if (state.fallbacks)
    expect(
      found.map((each) => each.language),
      url,
    ).toEqual(found.map(() => otherThan(language)));
};

/** The tests of what holds for every format. */
export const formatCases = (formatCase: FormatCase): void => {
  const { format, read } = formatCase;
  const { extension, item: itemKinds, collection: collectionKinds, recentChanges } = rowOf(format.extension);

  describe(`${extension} represents`, () => {
    it.each(states)(
      '$title, as items and collections',
      async (state) => {
        for (const language of languagesFor(state)) {
          for (const kind of itemKinds) {
            const slug = slugOfExample(exampleAddress(kind, language));
            const view = itemInState(await itemView(kind, slug, language), state);
            const urls = urlsOf({ viewType: 'item', kind, slug }, extension, language);
            const body = format.item?.(view, urls) ?? '';
            expectState(formatCase, state, await read(body, 'item'), language, urls.self);
            expect(format.item?.(view, urls), 'the same bytes for the same view').toBe(body);
          }
          for (const kind of collectionKinds) {
            const view = collectionInState(await collectionView(kind, language), state);
            const urls = urlsOf({ viewType: 'collection', kind }, extension, language);
            const body = format.collection?.(view, urls) ?? '';
            expectState(formatCase, state, await read(body, 'collection'), language, urls.self);
          }
        }
      },
      timeout,
    );

    it.each(languageTags)(
      'every record of content/, every collection and the recent changes, in %s',
      async (language) => {
        for (const kind of itemKinds)
          for (const { slug } of recordFiles.filter((file) => file.kind === kind)) {
            const urls = urlsOf({ viewType: 'item', kind, slug }, extension, language);
            const body = format.item?.(await itemView(kind, slug, language), urls) ?? '';
            expect((await read(body, 'item')).length, urls.self).toBeGreaterThan(0);
          }
        for (const kind of collectionKinds) {
          const urls = urlsOf({ viewType: 'collection', kind }, extension, language);
          const body = format.collection?.(await collectionView(kind, language), urls) ?? '';
          expect((await read(body, 'collection')).length, urls.self).toBeGreaterThan(0);
        }
        if (!recentChanges) return;
        const urls = urlsOf({ viewType: 'recentChanges' }, extension, language);
        const body = format.recentChanges?.(await recentChangesView(language), urls) ?? '';
        expect((await read(body, 'recentChanges')).length, urls.self).toBeGreaterThan(0);
      },
      timeout,
    );
  });
};
