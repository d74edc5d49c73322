import type { Field, Fields } from '../../../src/kinds/fields.ts';
import { definitions } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import type { Card, CollectionView, ItemView } from '../../../src/model/view.ts';
import { otherThan } from './views.ts';

const fieldNames = (fields: Fields, wanted: (field: Field) => boolean): string[] =>
  Object.entries(fields).flatMap(([name, field]) => [
    ...(wanted(field) ? [name] : []),
    ...('fields' in field ? fieldNames(field.fields, wanted) : []),
  ]);
const fieldsOfAnyKind = (wanted: (field: Field) => boolean) =>
  definitions.flatMap(({ fields }) => fieldNames(fields, wanted));

const textNames = new Set([
  ...['name', 'note'],
  ...fieldsOfAnyKind((field) => field.type === 'name' || (field.type === 'text' && !field.partial)),
]);
const dateNames = new Set(['due', ...fieldsOfAnyKind((field) => field.type === 'fact' && field.worded === 'date')]);

/** Returns the new value of a member, or the same one to go on inside it; undefined removes the member. */
type Change = (name: string, value: unknown, pointer: string) => unknown;

/** Copies a value with the changes. */
const withChanges = (value: unknown, change: Change, pointer = ''): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const innerPointer = `${pointer}/${name}`;
    const next = change(name, inner, innerPointer);
    if (next === undefined) return [];
    return [[name, next === inner ? withChanges(inner, change, innerPointer) : next] as const];
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
};

/** A state that a record can be in, as a change of a real view. */
export interface State {
  title: string;
  change: Change;
  /** The text that all names and texts become. */
  text?: string;
  /** Whether all texts are in another language than the view. */
  fallbacks?: boolean;
  /** Whether no source confirms any text. */
  unverified?: boolean;
}

const allTexts = (title: string, text: string | null): State => ({
  title,
  change: (name, value) => (textNames.has(name) && typeof value === 'string' ? text : value),
  ...(text !== null && { text }),
});

/** The states that every format must be able to write. */
export const states: readonly State[] = [
  allTexts('a missing translation', null),
  allTexts('quotes, separators and line breaks', 'a "quote", it\'s; \\n \\ 「引用」，\r\n二行目\nthird\tcell'),
  allTexts(
    '<script> in a title',
    '<script>alert(1)</script><b onclick="x()">&lt; &amp; ]]> --> {{slug}} $t(home.title)',
  ),
  allTexts(
    'marks of Markdown',
    '# **「強調」**です _x_ [a](javascript:alert(1)) ![](x) | `c` ~~d~~ <https://a.example> #',
  ),
  allTexts('marks at the beginning of a line', '1. - + > * = formula'),
  allTexts('emoji and characters beyond the first plane', '👩‍👩‍👧‍👦🇯🇵🇬🇧 𠮷野家 𩸽 é が e\u0301 한'),
  allTexts('a very long text', `${'長い文章。'.repeat(400)}${'x'.repeat(400)} end`),
  { ...allTexts('a labelled fallback', '別の言語 another language'), fallbacks: true },
  { ...allTexts('what no source confirms', '確認できない名称 a doubtful name'), unverified: true },
  { title: 'no date', change: (name, value) => (dateNames.has(name.replace(/Text$/, '')) ? undefined : value) },
  {
    title: 'an empty list',
    change: (_, value) => {
      if (Array.isArray(value)) return [];
      const isGroupOfLists = typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray);
      return isGroupOfLists ? {} : value;
    },
  },
];

/** The languages to write a state in: what a text consists of is the same in each, so one will do, and states take turns. */
export const languagesFor = (state: State): readonly Language[] =>
  state.text === undefined || state.fallbacks
    ? languageTags
    : languageTags.filter((_, index) => index === states.indexOf(state) % languageTags.length);

const annotationsOf = (state: State, values: unknown, pointer: string, language: Language) => {
  const pointers: string[] = [];
  withChanges(
    values,
    (name, value, innerPointer) => {
      if (textNames.has(name) && typeof value === 'string') pointers.push(innerPointer);
      return value;
    },
    pointer,
  );
  return {
    fallbacks: state.fallbacks ? Object.fromEntries(pointers.map((each) => [each, otherThan(language)])) : {},
    unverified: state.unverified ? pointers : [],
  };
};

/** An item in a state. */
export const itemInState = (view: ItemView, state: State): ItemView => {
  const { fields, name, language } = view;
  const [changed] = withChanges([{ name, fields }], state.change) as [Pick<ItemView, 'name' | 'fields'>];
  return { ...view, ...changed, ...annotationsOf(state, { name, ...fields }, '', language) };
};

const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)])
    : [];

/** The four cards with the most different members; the real collections are written whole elsewhere. */
const fullestCards = ({ items }: CollectionView): Card[] =>
  items
    .map((card) => ({ card, members: new Set(keysIn(card)).size }))
    .toSorted((one, other) => other.members - one.members)
    .slice(0, 4)
    .map(({ card }) => card);

/** A collection of a few cards in a state. */
export const collectionInState = (view: CollectionView, state: State): CollectionView => {
  const cards = state.title === 'an empty list' ? [] : fullestCards(view);
  const items = withChanges(cards, state.change) as Card[];
  return { ...view, items, ...annotationsOf(state, cards, '/items', view.language), total: items.length };
};
