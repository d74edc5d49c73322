import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/connection.ts';
import { readCollection } from '../../../src/database/read/collection.ts';
import { readItem } from '../../../src/database/read/item.ts';
import type { Format } from '../../../src/formats/format.ts';
import { formatsOf } from '../../../src/formats/index.ts';
import { messagesFor } from '../../../src/i18n/messages.ts';
import type { Field, Fields } from '../../../src/kinds/fields.ts';
import { definitions, type Kind, kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import type { Card, CollectionView, ItemView, Urls } from '../../../src/model/view.ts';
import { exampleAddress } from '../examples.ts';
import { recordFiles } from '../records.ts';

/** A text that a document says, and the language it says the text is in, where it says one. */
export interface Said {
  text: string;
  language?: string | undefined;
}

/** A format, and how what it writes is read back. */
export interface Subject {
  format: Format;
  /** Reads a document by a parser that is not ours; throws where it is not what its media type promises. */
  read(body: string, what: 'item' | 'page'): Said[] | Promise<Said[]>;
  /** Where it says that no source confirms a text: in the text itself, or beside it. */
  doubts: 'within' | 'beside';
  /** How a text comes back, where the format cannot hold each of its characters. */
  as?: (text: string) => string;
  /** Cases that do not hold for it, and why. */
  skip?: readonly { reason: string; tests: readonly string[] }[];
}

const origin = 'https://example.jp';
// Hundreds of documents a test, each read by a parser that minds everything: a busy machine takes its time.
const patience = 120_000;
const other = (language: Language): Language => languageTags.find((tag) => tag !== language) ?? language;

/** The places of an answer, as the service would name them. */
const placesOf = (format: Format, what: 'item' | 'page', kind: Kind, language: Language, slug?: string): Urls => {
  const at = (tag: string, extension: string) => `${origin}/${tag}/${kind}${slug ? `/${slug}` : ''}.${extension}`;
  const formats = formatsOf(what, kind);
  return {
    id: `${origin}/${kind}${slug ? `/${slug}` : ''}`,
    origin,
    self: at(language, format.extension),
    alternates: { [other(language)]: at(other(language), format.extension) },
    formats: Object.fromEntries(formats.map(({ extension }) => [extension, at(language, extension)])),
    mediaTypes: Object.fromEntries(formats.map(({ extension, mediaType }) => [extension, mediaType])),
    first: at(language, format.extension),
    flags: new Set(),
    more: {},
  };
};

const remembered = new Map<string, Promise<ItemView | CollectionView>>();
const once = <T extends ItemView | CollectionView>(key: string, read: () => Promise<T>): Promise<T> => {
  const found = remembered.get(key) ?? read();
  remembered.set(key, found);
  return found as Promise<T>;
};

/** The reading of a real record. */
const realItem = (kind: Kind, slug: string, language: Language): Promise<ItemView> =>
  once(`${language}/${kind}/${slug}`, async () => {
    const found = await readItem(openDatabase(env.DB), kind, slug, { language, fallback: true, origin });
    if (found.state !== 'found') throw new Error(`${kind}/${slug} is ${found.state}`);
    return found.reading;
  });

const realPage = (kind: Kind, language: Language): Promise<CollectionView> =>
  once(`${language}/${kind}`, () =>
    readCollection(openDatabase(env.DB), kind, { filters: {}, limit: 100 }, { language, fallback: true, origin }),
  );

const namesOf = (fields: Fields, wanted: (field: Field) => boolean): string[] =>
  Object.entries(fields).flatMap(([name, field]) => [
    ...(wanted(field) ? [name] : []),
    ...('fields' in field ? namesOf(field.fields, wanted) : []),
  ]);
const everyName = (wanted: (field: Field) => boolean) => definitions.flatMap(({ fields }) => namesOf(fields, wanted));

const texts = new Set([
  ...['name', 'note'],
  ...everyName((field) => field.type === 'name' || (field.type === 'text' && !field.partial)),
]);
const dates = new Set(['due', ...everyName((field) => field.type === 'fact' && field.worded === 'date')]);

type Change = (name: string, value: unknown, pointer: string) => unknown;

/** The same, with every value that `change` says otherwise; one that becomes undefined is gone. */
const changed = (value: unknown, change: Change, pointer = ''): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const at = `${pointer}/${name}`;
    const next = change(name, inner, at);
    return next === undefined ? [] : [[name, next === inner ? changed(inner, change, at) : next] as const];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};

interface State {
  title: string;
  change: Change;
  /** A text that everything is called. */
  name?: string;
  fallbacks?: boolean;
  /** No source confirms any text. */
  doubtful?: boolean;
}

const telling = (title: string, name: string | null, fallbacks = false): State => ({
  title,
  change: (field, value) => (texts.has(field) && typeof value === 'string' ? name : value),
  ...(name !== null && { name }),
  fallbacks,
});

/** The states that every format must write, of every kind. */
const states: readonly State[] = [
  telling('a missing translation', null),
  telling('quotes, separators and line breaks', 'a "quote", it\'s; \\n \\ 「引用」，\r\n二行目\nthird\tcell'),
  telling(
    '<script> in a title',
    '<script>alert(1)</script><b onclick="x()">&lt; &amp; ]]> --> {{slug}} $t(home.title)',
  ),
  telling(
    'marks of Markdown',
    '# **「強調」**です _x_ [a](javascript:alert(1)) ![](x) | `c` ~~d~~ <https://a.example> #',
  ),
  telling('marks at the beginning of a line', '1. - + > * = formula'),
  telling('emoji and characters beyond the first plane', '👩‍👩‍👧‍👦🇯🇵🇬🇧 𠮷野家 𩸽 é が e\u0301 한'),
  telling('a very long text', `${'長い文章。'.repeat(400)}${'x'.repeat(400)} end`),
  telling('a labelled fallback', '別の言語 another language', true),
  { ...telling('what no source confirms', '確認できない名称 a doubtful name'), doubtful: true },
  { title: 'no date', change: (name, value) => (dates.has(name.replace(/Text$/, '')) ? undefined : value) },
  {
    title: 'an empty list',
    change: (_, value) => {
      if (Array.isArray(value)) return [];
      const lists = typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray);
      return lists ? {} : value;
    },
  },
];

/** What there is to note of texts in such a state. */
const noted = (state: State, fields: unknown, pointer: string, language: Language) => {
  const pointers: string[] = [];
  changed(
    fields,
    (name, value, at) => {
      if (texts.has(name) && typeof value === 'string') pointers.push(at);
      return value;
    },
    pointer,
  );
  return {
    fallbacks: state.fallbacks ? Object.fromEntries(pointers.map((at) => [at, other(language)])) : {},
    unverified: state.doubtful ? pointers : [],
  };
};

const itemIn = (reading: ItemView, state: State): ItemView => {
  const { fields, name, language } = reading;
  const [next] = changed([{ name, fields }], state.change) as [Pick<ItemView, 'name' | 'fields'>];
  return { ...reading, ...next, ...noted(state, { name, ...fields }, '', language) };
};

const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)])
    : [];

// Of a collection the few items that say most; the real collections are written whole.
const fullest = ({ items }: CollectionView): Card[] =>
  items
    .map((card) => ({ card, keys: new Set(keysIn(card)).size }))
    .toSorted((one, another) => another.keys - one.keys)
    .slice(0, 4)
    .map(({ card }) => card);

const pageIn = (page: CollectionView, state: State): CollectionView => {
  const empty = state.title === 'an empty list';
  const items = empty ? [] : (changed(fullest(page), state.change) as Card[]);
  return { ...page, items, ...noted(state, empty ? [] : fullest(page), '/items', page.language), total: items.length };
};

// What a text consists of is the same in every language, so that one will do, and another for the next state.
const languagesFor = (state: State): readonly Language[] =>
  state.name === undefined || state.fallbacks
    ? languageTags
    : languageTags.filter((_, place) => place === states.indexOf(state) % languageTags.length);

/** Holds a format to what holds for all of them. */
export const formatCases = ({ format, read, doubts, as = (text) => text, skip = [] }: Subject): void => {
  const skipped = (title: string) => skip.find(({ tests }) => tests.includes(title));
  const itemsOf = kinds.filter((kind) => formatsOf('item', kind).includes(format));
  const pagesOf = kinds.filter((kind) => formatsOf('page', kind).includes(format));

  const checkDoubts = (name: string, said: readonly Said[], language: Language, about: string) => {
    const { t } = messagesFor(language);
    const remark = t('page.unverified');
    const told = said.map(({ text }) => text);
    if (doubts === 'within') {
      expect(told, `${about}: it is called so`).toContain(name + t('page.aside', { text: remark }));
      expect(told, `${about}: as if that were certain`).not.toContain(name);
    } else
      expect(
        told.some((text) => text === remark || /^\/(?:\S+\/)?name\b/.test(text)),
        about,
      ).toBe(true);
  };

  const check = (state: State, said: readonly Said[], language: Language, about: string) => {
    for (const { text } of said) expect(text, about).not.toMatch(/\b(?:undefined|null|NaN|\[object)\b/);
    if (state.name === undefined) return;
    const expected = as(state.name);
    if (state.doubtful) return checkDoubts(expected, said, language, about);
    const named = said.filter(({ text }) => text === expected);
    expect(named.length, `${about}: what it is called, among ${JSON.stringify(said).slice(0, 500)}`).toBeGreaterThan(0);
    if (state.fallbacks)
      expect(
        named.map((each) => each.language),
        about,
      ).toEqual(named.map(() => other(language)));
  };

  describe(`${format.extension} writes`, () => {
    it.each(states.filter(({ title }) => !skipped(title)))(
      '$title',
      async (state) => {
        for (const language of languagesFor(state)) {
          for (const kind of itemsOf) {
            const slug = /\/([^/]+)\.json$/.exec(exampleAddress(kind, language))?.[1] ?? '';
            const reading = itemIn(await realItem(kind, slug, language), state);
            const places = placesOf(format, 'item', kind, language, slug);
            const body = format.item?.(reading, places) ?? '';
            check(state, await read(body, 'item'), language, places.self);
            expect(format.item?.(reading, places), 'the same bytes for the same reading').toBe(body);
          }
          for (const kind of pagesOf) {
            const page = pageIn(await realPage(kind, language), state);
            const places = placesOf(format, 'page', kind, language);
            check(state, await read(format.page?.(page, places) ?? '', 'page'), language, places.self);
          }
        }
      },
      patience,
    );

    it.each(languageTags)(
      'every real record and collection in %s',
      async (language) => {
        for (const { kind, slug } of recordFiles.filter((file) => itemsOf.includes(file.kind as Kind))) {
          const reading = await realItem(kind as Kind, slug, language);
          const places = placesOf(format, 'item', kind as Kind, language, slug);
          const said = await read(format.item?.(reading, places) ?? '', 'item');
          expect(said.length, `${kind}/${slug}`).toBeGreaterThan(0);
        }
        for (const kind of pagesOf) {
          const page = await realPage(kind, language);
          const said = await read(format.page?.(page, placesOf(format, 'page', kind, language)) ?? '', 'page');
          expect(said.length, kind).toBeGreaterThan(0);
        }
      },
      patience,
    );
  });
};
