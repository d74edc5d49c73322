import type { Field } from '../../kinds/fields.ts';
import type { Language } from '../../languages.ts';
import { type Item, languagesOf } from '../../model/edition.ts';
import type { Localizer, Location } from './localizer.ts';
import { acceptableName } from './name.ts';

/** A place in a record: at which index of which list, and the path to its texts. */
export interface FieldLocation extends Location {
  list: string;
  index: number;
  path: readonly string[];
}

/** Where an item begins, at a place in the answer. */
export const rootLocation = (item: Item, here: string): FieldLocation => ({
  item,
  pointer: here,
  ownPointer: '',
  list: '',
  index: -1,
  path: [],
});

/** One step further in, to a field. */
export const childLocation = (at: FieldLocation, name: string): FieldLocation => ({
  ...at,
  pointer: `${at.pointer}/${name}`,
  ownPointer: `${at.ownPointer}/${name}`,
  path: [...at.path, name],
});

/** The text at a place; null where the record has it in no acceptable language, undefined where it has none. */
export const localizeText = (localizer: Localizer, place: FieldLocation): string | null | undefined => {
  const { edition } = place.item;
  const at = (tag: Language) =>
    place.path.reduce<unknown>(
      (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
      edition.texts[tag],
    ) as string | undefined;
  const used = localizer.acceptableLanguages(place.item).find((tag) => at(tag) !== undefined);
  if (!used) return languagesOf(edition).some((tag) => at(tag) !== undefined) ? null : undefined;
  localizer.annotate(place, used);
  return at(used);
};

/** The part of an item's name that a field gives, by the same rule. */
export const localizeNamePart = (
  localizer: Localizer,
  field: Extract<Field, { type: 'name' }>,
  place: FieldLocation,
): string | null | undefined => {
  const name = acceptableName(localizer, place.item);
  // A reading belongs to one language's writing; it stands in for no other.
  if (field.part === 'reading' && name?.language !== localizer.options.language) return undefined;
  if (!name) return null;
  const part = name[field.part];
  if (part === undefined) return undefined;
  localizer.annotate(place, name.language);
  return part;
};
