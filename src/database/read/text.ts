import type { Field } from '../../kinds/fields.ts';
import type { Language } from '../../languages.ts';
import { type Item, languagesOf } from '../../model/edition.ts';
import type { Localizer, Location } from './localizer.ts';
import { acceptableName } from './name.ts';

/** The location of a field: also the list and the index it is in (-1: in none), and the path to its texts. */
export interface FieldLocation extends Location {
  list: string;
  index: number;
  path: readonly string[];
}

/** The location of an item itself, at a pointer of the response. */
export const rootLocation = (item: Item, pointer: string): FieldLocation => ({
  item,
  pointer,
  ownPointer: '',
  list: '',
  index: -1,
  path: [],
});

/** The location of a field inside another location. */
export const childLocation = (parent: FieldLocation, name: string): FieldLocation => ({
  ...parent,
  pointer: `${parent.pointer}/${name}`,
  ownPointer: `${parent.ownPointer}/${name}`,
  path: [...parent.path, name],
});

/** The text at a location; null where the record has it in no acceptable language, undefined where it has none. */
export const localizeText = (localizer: Localizer, location: FieldLocation): string | null | undefined => {
  const { edition } = location.item;
  const textIn = (tag: Language) =>
    location.path.reduce<unknown>(
      (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
      edition.texts[tag],
    ) as string | undefined;
  const used = localizer.acceptableLanguages(location.item).find((tag) => textIn(tag) !== undefined);
  if (!used) return languagesOf(edition).some((tag) => textIn(tag) !== undefined) ? null : undefined;
  localizer.annotate(location, used);
  return textIn(used);
};

/** The part of an item's name that a field holds: its reading, for example; null and undefined as for a text. */
export const localizeNamePart = (
  localizer: Localizer,
  field: Extract<Field, { type: 'name' }>,
  location: FieldLocation,
): string | null | undefined => {
  const name = acceptableName(localizer, location.item);
  // A reading belongs to one language's writing; it stands in for no other.
  if (field.part === 'reading' && name?.language !== localizer.options.language) return undefined;
  if (!name) return null;
  const part = name[field.part];
  if (part === undefined) return undefined;
  localizer.annotate(location, name.language);
  return part;
};
