import { locales } from '../../locales/index.generated.ts';
import type { Composition, KindDefinition } from '../kinds/definition.ts';
import type { Kind } from '../kinds/index.ts';
import type { Language } from '../languages.ts';
import { createCache } from '../lib/memoize.ts';
import { label, type Messages, messagesFor } from './messages.ts';

/** A name in one language: as it is displayed, and in its parts where it has any. */
export interface LocalizedName {
  text: string;
  language: Language;
  family?: string;
  given?: string;
  reading?: string;
}

/** A name as a locale file or a record has it: whole, or a person's in its parts. */
interface NameEntry {
  name?: string;
  family?: string;
  given?: string;
  reading?: string;
}

type NamedKind = Pick<KindDefinition<Kind>, 'kind' | 'naming'>;

const nameInLocale = (language: Language, { kind, naming }: NamedKind, slug: string): NameEntry | undefined => {
  if (naming === 'record') return undefined;
  const names: Record<string, Record<string, NameEntry>> = locales[language][naming];
  const ofKind = names[kind] ?? {};
  return Object.hasOwn(ofKind, slug) ? ofKind[slug] : undefined;
};

const nameInRecord = (texts: Readonly<Record<string, unknown>> | undefined): NameEntry | undefined => {
  const name = texts?.name;
  const reading = texts?.reading as string | undefined;
  return typeof name === 'string' ? { name, ...(reading && { reading }) } : (name as NameEntry | undefined);
};

const isKatakana = (text: string): boolean => /^[\p{Script=Katakana}ー・＝ ]+$/u.test(text);

// A person may have one name alone. Two parts in katakana have a dot between them in either order, as nothing else shows
// where one ends: ハン・ドクス.
const personName = (language: Language, { family, given }: NameEntry, order: string): string | undefined => {
  if (!family || !given) return family ?? given;
  const isRun = order === 'family-given' && isKatakana(family) && isKatakana(given);
  return messagesFor(language).t('person', { family, given, context: isRun ? 'family-given-katakana' : order });
};

/**
 * Finds the name of an item in the first language of `order` that has one; undefined when none has. The locale files
 * list names by kind and first slug; an item published by an editor may have its name in the record, which counts
 * only where the locale file has none.
 */
export const findName = (
  definition: NamedKind,
  firstSlug: string,
  { facts, texts }: { facts: Readonly<Record<string, unknown>>; texts: Readonly<Record<string, unknown>> },
  order: readonly Language[],
): LocalizedName | undefined => {
  for (const language of order) {
    const entry =
      nameInLocale(language, definition, firstSlug) ?? nameInRecord(texts[language] as Record<string, unknown>);
    if (!entry) continue;
    const { name, family, given, reading } = entry;
    if (name) return { text: name, language, ...(reading && { reading }) };
    const text = personName(language, entry, String(facts.order));
    if (text)
      return { text, language, ...(family && { family }), ...(given && { given }), ...(reading && { reading }) };
  }
  return undefined;
};

// The same few names are on page after page, and composing one takes half the time of a card.
const composedNames = createCache<string, string>();

/**
 * Composes the name of an item that no official page names, from names of links, labels of codes and dates. A part
 * that is missing selects the message `…_without-part`.
 */
export const composeName = (
  { language, t, gregorian }: Messages,
  kind: Kind,
  composition: Composition,
  parts: Readonly<Record<string, string | undefined>>,
): string => {
  const key = JSON.stringify([language, kind, composition, parts]);
  const known = composedNames.get(key);
  if (known !== undefined) return known;
  const values = Object.entries(composition).map(([part, as]) => {
    const value = parts[part];
    if (value === undefined || as === 'name') return [part, value] as const;
    return [part, as === 'date' ? gregorian(value) : label(t, 'codes', `${part}.${value}`)] as const;
  });
  const missing = values.filter(([, value]) => value === undefined).map(([part]) => part);
  const context = missing.length ? `without-${missing.join('-')}` : undefined;
  const name = label(t, 'composed', kind, { ...Object.fromEntries(values), ...(context && { context }) });
  return composedNames.set(key, name);
};
