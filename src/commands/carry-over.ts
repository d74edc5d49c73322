import type { Fields } from '../kinds/fields.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';
import type { Content } from '../kinds/record-schema.ts';
import { type Language, languageTags } from '../languages.ts';
import { deepEqual } from '../lib/deep-equal.ts';
import { parsePointer, pointerOf } from '../lib/json-pointers.ts';
import type { Edition } from '../model/edition.ts';

type Facts = Content['facts'];
type Texts = Readonly<Record<string, unknown>>;
type Entry = Readonly<Record<string, unknown>>;

// What every record may have in its texts beside the fields of its kind.
const commonTexts = ['name', 'note'];

// Whether a pointer into the answer leads to a text or a name, which each language has for itself, and not to a fact.
const leadsToText = (fields: Fields, [name = '', ...rest]: readonly string[]): boolean => {
  const field = fields[name];
  if (!field) return commonTexts.includes(name);
  if (field.type === 'group') return leadsToText(field.fields, rest);
  if (field.type === 'list') return leadsToText(field.fields, rest.slice(field.by ? 2 : 1));
  return field.type === 'text' || field.type === 'name';
};

const entriesOf = (facts: Facts, name: string): readonly Entry[] => (facts[name] ?? []) as readonly Entry[];

// Entries stay the same from edition to edition by their key; those without texts have none, and stay while they are equal.
const isSameEntry = (one: Entry, other: Entry): boolean =>
  one.key === undefined ? deepEqual(one, other) : one.key === other.key;

/** Returns the pointer to the same value of the answer after its facts have changed; undefined where that is gone. */
const movePointer = (kind: Kind, pointer: string, before: Facts, after: Facts): string | undefined => {
  const [name = '', ...rest] = parsePointer(pointer);
  const field = definitionOf(kind).fields[name];
  if (name !== 'aliases' && field?.type !== 'list') return pointer;
  const by = field?.type === 'list' ? field.by : undefined;
  const [group, [index = '', ...inner]] = by ? [rest[0] ?? '', rest.slice(1)] : ['', rest];
  const inGroup = (facts: Facts) => entriesOf(facts, name).filter((entry) => !by || entry[by] === group);
  const entry = inGroup(before)[Number(index)];
  const place = entry ? inGroup(after).findIndex((other) => isSameEntry(entry, other)) : -1;
  return place < 0 ? undefined : pointerOf([name, ...(by ? [group] : []), place, ...inner]);
};

const pointersOf = (unverified: unknown): readonly string[] => (unverified ?? []) as readonly string[];

// What was unverified in a language stays so, where its text stays: also what the facts said of the texts of all languages.
const carryTexts = (kind: Kind, texts: Texts, before: Facts, after: Facts): Texts => {
  const { fields } = definitionOf(kind);
  const ofFacts = pointersOf(before.unverified).filter((pointer) => leadsToText(fields, parsePointer(pointer)));
  const moved = [...pointersOf(texts.unverified), ...ofFacts].flatMap(
    (pointer) => movePointer(kind, pointer, before, after) ?? [],
  );
  const own = [...new Set(moved)].filter(
    (pointer) => pointersOf(texts.unverified).includes(pointer) || !pointersOf(after.unverified).includes(pointer),
  );
  if (deepEqual(own, pointersOf(texts.unverified))) return texts;
  const { unverified: _, ...rest } = texts;
  return own.length > 0 ? { ...rest, unverified: own } : rest;
};

/** The content of an edition: what a command changes of it. */
export type EditionContent = Pick<Edition, 'facts' | 'texts' | 'withdrawals'>;

/**
 * Returns the content of the next edition, where `record` is published in some languages alone. Its facts are for all. The
 * texts of the other languages stay as they are live, with what is unverified of them; so do their withdrawals, until they
 * are published or restored themselves. A language without texts is withdrawn only as long as the whole item is.
 */
export const carryOver = (
  kind: Kind,
  live: EditionContent | undefined,
  record: Content,
  languages: readonly Language[],
): EditionContent => {
  const kept = languageTags.filter((tag) => !languages.includes(tag) && live?.texts[tag]);
  const textsIn = (tag: Language) =>
    languages.includes(tag)
      ? record.texts[tag]
      : carryTexts(kind, live?.texts[tag] ?? {}, live?.facts ?? {}, record.facts);
  return {
    facts: record.facts,
    texts: Object.fromEntries(
      languageTags.filter((tag) => languages.includes(tag) || kept.includes(tag)).map((tag) => [tag, textsIn(tag)]),
    ),
    withdrawals: Object.fromEntries(
      kept.flatMap((tag) => {
        const withdrawal = live?.withdrawals[tag];
        return withdrawal ? [[tag, withdrawal]] : [];
      }),
    ),
  };
};
