import { wordsOf } from '../../i18n/messages.ts';
import { type Listed, parameterOf, relationOf } from '../../kinds/definition.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { type Kind, resourceOf } from '../../kinds/index.ts';
import type { Card, Item, ItemId } from '../../model/edition.ts';
import { inside, type Scene } from './localizer.ts';
import { reference } from './name.ts';
import { nameFor, type Place, rootOf, stepTo, textAt } from './text.ts';

type Facts = Readonly<Record<string, unknown>>;
type List = Extract<Field, { type: 'list' }>;
type Entries = Extract<Field, { type: 'entries' }>;

const listAt = (scene: Scene, { fields, by }: List, entries: readonly Facts[], place: Place) => {
  const { [by ?? '']: _, ...rest } = fields;
  const groups: Record<string, unknown[]> = {};
  for (const [index, facts] of entries.entries()) {
    const group = by ? String(facts[by]) : '';
    const into = groups[group] ?? [];
    groups[group] = into;
    const at = `${group && `/${group}`}/${into.length}`;
    const path = [...place.path, String(facts.key)];
    const list = `${place.path.at(-1)}.`;
    if (facts.key !== undefined) scene.hold(place.here + at, String(facts.key));
    into.push(
      fieldsAt(scene, rest, facts, { ...place, list, index, here: place.here + at, own: place.own + at, path }),
    );
  }
  return by ? groups : (groups[''] ?? []);
};

// The entries of a list in other items that lead to `target`, each with the item it stands in.
const entriesAt = (
  scene: Scene,
  field: Entries,
  sources: readonly Item[],
  { target, here, cut }: { target: ItemId; here: string; cut: () => void },
) => {
  const list = resourceOf(field.kind as Kind).fields[field.list];
  if (list?.type !== 'list') return [];
  const { [field.relation]: _, ...rest } = list.fields;
  const found: unknown[] = [];
  for (const item of sources) {
    const counts: Record<string, number> = {};
    for (const [index, facts] of ((item.edition.facts[field.list] ?? []) as Facts[]).entries()) {
      const group = list.by ? `/${facts[list.by]}` : '';
      const count = counts[group] ?? 0;
      counts[group] = count + 1;
      if (scene.links(item.id, `${field.list}.${field.relation}`, index)?.id !== target) continue;
      if (found.length === inside) {
        cut();
        return found;
      }
      const at = `${here}/${found.length}`;
      const own = `/${field.list}${group}/${count}`;
      const path = [field.list, String(facts.key)];
      const entry = fieldsAt(scene, rest, facts, { item, here: at, own, list: `${field.list}.`, index, path });
      found.push({ [field.as]: reference(scene, item, `${at}/${field.as}`), ...entry });
    }
  }
  return found;
};

const listedAt = (scene: Scene, field: Listed, name: string, place: Place): unknown => {
  const items = scene.lists.get(name);
  if (!items) return undefined;
  const { item, here } = place;
  const some = items.slice(0, inside);
  const cut = () => scene.cut(here, field.kind as Kind, parameterOf(relationOf(field)));
  if (items.length > inside) cut();
  if (field.type === 'entries') return entriesAt(scene, field, some, { target: item.id, here, cut });
  return some.map((each, index) => presentCard(scene, each, `${here}/${index}`));
};

const present = (scene: Scene, field: Field, name: string, facts: Facts, place: Place): unknown => {
  switch (field.type) {
    case 'fact':
      scene.note(place);
      return facts[name];
    case 'text':
      return textAt(scene, place);
    case 'name':
      return nameFor(scene, field, place);
    case 'link': {
      const target = scene.links(place.item.id, place.list + name, place.index);
      return target && reference(scene, target, place.here);
    }
    case 'group': {
      const value = fieldsAt(scene, field.fields, (facts[name] ?? {}) as Facts, place);
      return Object.keys(value).length > 0 ? value : undefined;
    }
    case 'list':
      return listAt(scene, field, (facts[name] ?? []) as Facts[], place);
    case 'incoming':
    case 'entries':
      return listedAt(scene, field, name, place);
  }
};

const fieldsAt = (
  scene: Scene,
  fields: Fields,
  facts: Facts,
  at: Place,
  only?: readonly string[],
): Record<string, unknown> => {
  const shape: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (only && !only.includes(name)) continue;
    if (field.type === 'fact' && (field.hidden || facts[name] === undefined)) continue;
    const place = stepTo(at, name);
    const value = present(scene, field, name, facts, place);
    if (value === undefined) continue;
    shape[name] = value;
    if (only || field.type !== 'fact' || !field.worded) continue;
    shape[`${name}Text`] = wordsOf(scene.vantage.language)[field.worded](value as never);
    scene.note({ ...place, here: `${place.here}Text` });
  }
  return shape;
};

/** An item's fields, in the order of its definition. */
export const presentFields = (scene: Scene, item: Item): Record<string, unknown> =>
  fieldsAt(scene, resourceOf(item.kind).fields, item.edition.facts, rootOf(item, ''));

/** What an item says of itself beside its fields, where it does. */
export const presentNote = (scene: Scene, item: Item): string | null | undefined =>
  textAt(scene, stepTo(rootOf(item, ''), 'note'));

/** The other names and spellings that official pages use. */
export const presentAliases = (scene: Scene, item: Item): readonly unknown[] => {
  const aliases = (item.edition.facts.aliases ?? []) as unknown[];
  for (const index of aliases.keys()) scene.note({ item, here: `/aliases/${index}`, own: `/aliases/${index}` });
  return aliases;
};

/** A reference with the facts that its kind lists for cards. */
export const presentCard = (scene: Scene, item: Item, here: string): Card => {
  const { fields, card } = resourceOf(item.kind);
  return { ...reference(scene, item, here), ...fieldsAt(scene, fields, item.edition.facts, rootOf(item, here), card) };
};
