import type { Field } from '../../kinds/fields.ts';
import type { Language } from '../../languages.ts';
import { type Item, languagesOf } from '../../model/edition.ts';
import type { Scene, Spot } from './localizer.ts';
import { acceptableName } from './name.ts';

/** A place in a record: at which index of which list, and the path to its texts. */
export interface Place extends Spot {
  list: string;
  index: number;
  path: readonly string[];
}

/** Where an item begins, at a place in the answer. */
export const rootOf = (item: Item, here: string): Place => ({ item, here, own: '', list: '', index: -1, path: [] });

/** One step further in, to a field. */
export const stepTo = (at: Place, name: string): Place => ({
  ...at,
  here: `${at.here}/${name}`,
  own: `${at.own}/${name}`,
  path: [...at.path, name],
});

/** The text at a place; null where the record has it in no acceptable language, undefined where it has none. */
export const textAt = (scene: Scene, place: Place): string | null | undefined => {
  const { edition } = place.item;
  const at = (tag: Language) =>
    place.path.reduce<unknown>(
      (value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key],
      edition.texts[tag],
    ) as string | undefined;
  const used = scene.acceptable(place.item).find((tag) => at(tag) !== undefined);
  if (!used) return languagesOf(edition).some((tag) => at(tag) !== undefined) ? null : undefined;
  scene.note(place, used);
  return at(used);
};

/** The part of an item's name that a field gives, by the same rule. */
export const nameFor = (
  scene: Scene,
  field: Extract<Field, { type: 'name' }>,
  place: Place,
): string | null | undefined => {
  const name = acceptableName(scene, place.item);
  // A reading belongs to one language's writing; it stands in for no other.
  if (field.part === 'reading' && name?.language !== scene.vantage.language) return undefined;
  if (!name) return null;
  const part = name[field.part];
  if (part === undefined) return undefined;
  scene.note(place, name.language);
  return part;
};
