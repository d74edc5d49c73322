import { findName, type LocalizedName } from '../../i18n/names.ts';
import type { Fields, NamePart } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import type { Content } from '../../kinds/record-schema.ts';
import type { Language } from '../../languages.ts';
import { pointerOf, type ValidationError, validationError } from './errors.ts';
import type { Texts } from './translations.ts';

type Values = Readonly<Record<string, unknown>>;

const isIndex = (segment: string): boolean => /^(?:0|[1-9]\d*)$/.test(segment);

const inner = (texts: readonly Values[], ...path: readonly string[]): Values[] =>
  texts.flatMap(
    (one) => path.reduce<unknown>((value, key) => (value as Values | undefined)?.[key], one) ?? [],
  ) as Values[];

// An answer has a list as the record has it, or as an object of lists by the value of a fact, which its entries lack then.
const leadsToEntry = (
  field: Extract<Fields[string], { type: 'list' }>,
  entries: readonly Values[],
  textsOf: (key: string) => readonly Values[],
  path: readonly string[],
): boolean => {
  const { by } = field;
  const [group, index = '', ...rest] = by === undefined ? ['', ...path] : path;
  const among = by === undefined ? entries : entries.filter((entry) => entry[by] === group);
  const entry = isIndex(index) ? among[Number(index)] : undefined;
  if (!entry) return false;
  const { [by ?? '']: _, ...fields } = field.fields;
  return leadsToValue(fields, entry, textsOf(String(entry.key)), rest);
};

/**
 * Whether a path leads to a value of the answer that can be marked: a fact or a text that the record has. Links and what
 * other items have are marked by those items.
 */
const leadsToValue = (fields: Fields, facts: Values, texts: readonly Values[], path: readonly string[]): boolean => {
  const [name = '', ...rest] = path;
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  switch (field?.type) {
    case 'fact':
      return rest.length === 0 && !field.hidden && facts[name] !== undefined;
    case 'text':
      return rest.length === 0 && texts.some((one) => one[name] !== undefined);
    case 'group':
      return leadsToValue(field.fields, (facts[name] ?? {}) as Values, inner(texts, name), rest);
    case 'list':
      return leadsToEntry(field, (facts[name] ?? []) as Values[], (key) => inner(texts, name, key), rest);
    default:
      return false;
  }
};

const isMarkable = (
  kind: Kind,
  facts: Values,
  texts: readonly Values[],
  names: readonly LocalizedName[],
  pointer: string,
): boolean => {
  const { fields } = definitionOf(kind);
  const path = pointer.slice(1).split('/');
  const [name = '', second = '', ...rest] = path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (path.length === 1 && (name === 'name' || name === 'kind')) return true;
  if (path.length === 1 && name === 'note') return texts.some(({ note }) => note !== undefined);
  if (name === 'aliases')
    return rest.length === 0 && isIndex(second) && ((facts.aliases ?? []) as unknown[])[Number(second)] !== undefined;
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field?.type === 'name') {
    const part: NamePart = field.part;
    return path.length === 1 && names.some((one) => one[part] !== undefined);
  }
  return leadsToValue(fields, facts, texts, path);
};

/** Checks that each pointer of `unverified` leads to a value of the answer; one that does not marks nothing. Rule: pointer. */
export const checkUnverified = (
  kind: Kind,
  firstSlug: string,
  { facts, texts: all }: Content,
  texts: ReadonlyMap<Language, Texts>,
): ValidationError[] => {
  const namesIn = (languages: readonly Language[]) =>
    languages.flatMap((language) => findName(definitionOf(kind), firstSlug, { facts, texts: all }, [language]) ?? []);
  const check = (pointers: unknown, path: readonly string[], languages: readonly Language[]) =>
    ((pointers ?? []) as string[]).flatMap((pointer, index) => {
      const own = languages.map((language) => texts.get(language) ?? {});
      return isMarkable(kind, facts, own, namesIn(languages), pointer)
        ? []
        : [validationError(pointerOf([...path, index]), 'pointer', { pointer })];
    });
  return [
    ...check(facts.unverified, ['facts', 'unverified'], [...texts.keys()]),
    ...[...texts].flatMap(([language, one]) => check(one.unverified, ['texts', language, 'unverified'], [language])),
  ];
};
