import { messagesFor } from '../../i18n/messages.ts';
import { type Backlinks, parameterOf, relationOf, repeatedFields } from '../../kinds/definition.ts';
import type { Field, Fields } from '../../kinds/fields.ts';
import { definitionOf, type Kind } from '../../kinds/index.ts';
import { type Item, type ItemId, identifierOf, languagesOf } from '../../model/edition.ts';
import type { Card } from '../../model/view.ts';
import { childLocation, embeddedListLimit, type FieldLocation, type Localizer, rootLocation } from './localizer.ts';
import { localizeNamePart, localizeReference } from './name.ts';

type Facts = Readonly<Record<string, unknown>>;
type List = Extract<Field, { type: 'list' }>;
type Entries = Extract<Field, { type: 'entries' }>;

const listAt = (
  localizer: Localizer<unknown>,
  { fields, by }: List,
  entries: readonly Facts[],
  place: FieldLocation,
) => {
  const { [by ?? '']: _, ...rest } = fields;
  const groups: Record<string, unknown[]> = {};
  for (const [index, facts] of entries.entries()) {
    const group = by ? String(facts[by]) : '';
    const into = groups[group] ?? [];
    groups[group] = into;
    const at = `${group && `/${group}`}/${into.length}`;
    const path = [...place.path, String(facts.key)];
    const list = `${place.path.at(-1)}.`;
    if (facts.key !== undefined) localizer.setKey(place.pointer + at, String(facts.key));
    into.push(
      fieldsAt(localizer, rest, facts, {
        ...place,
        list,
        index,
        pointer: place.pointer + at,
        ownPointer: place.ownPointer + at,
        path,
      }),
    );
  }
  return by ? groups : (groups[''] ?? []);
};

// The entries of a list in other items whose link points at `target`, each with a reference to its item.
const entriesAt = (
  localizer: Localizer<unknown>,
  field: Entries,
  sources: readonly Item[],
  { target, pointer, truncate }: { target: ItemId; pointer: string; truncate: () => void },
) => {
  const list = definitionOf(field.kind as Kind).fields[field.list];
  if (list?.type !== 'list') return [];
  const { [field.relation]: _, ...rest } = list.fields;
  const repeated = repeatedFields(definitionOf(field.kind as Kind), field.list);
  const names = Object.keys(repeated);
  const found: unknown[] = [];
  for (const item of sources) {
    const counts: Record<string, number> = {};
    for (const [index, facts] of ((item.edition.facts[field.list] ?? []) as Facts[]).entries()) {
      const group = list.by ? `/${facts[list.by]}` : '';
      const count = counts[group] ?? 0;
      counts[group] = count + 1;
      if (localizer.links(item.id, `${field.list}.${field.relation}`, index)?.id !== target) continue;
      if (found.length === embeddedListLimit) {
        truncate();
        return found;
      }
      const at = `${pointer}/${found.length}`;
      const own = `/${field.list}${group}/${count}`;
      const path = [field.list, String(facts.key)];
      const entry = fieldsAt(localizer, rest, facts, {
        item,
        pointer: at,
        ownPointer: own,
        list: `${field.list}.`,
        index,
        path,
      });
      found.push({
        [field.as]: localizeReference(localizer, item, `${at}/${field.as}`),
        ...fieldsAt(localizer, repeated, item.edition.facts, rootLocation(item, at), names),
        ...entry,
      });
    }
  }
  return found;
};

const backlinksAt = (localizer: Localizer<unknown>, field: Backlinks, name: string, place: FieldLocation): unknown => {
  const items = localizer.lists.get(name);
  if (!items) return undefined;
  const { item, pointer } = place;
  const shown = items.slice(0, embeddedListLimit);
  const truncate = () => localizer.markTruncated(pointer, field.kind as Kind, parameterOf(relationOf(field)));
  if (items.length > embeddedListLimit) truncate();
  if (field.type === 'entries') return entriesAt(localizer, field, shown, { target: item.id, pointer, truncate });
  return shown.map((each, index) => localizeCard(localizer, each, `${pointer}/${index}`));
};

const valueAt = (
  localizer: Localizer<unknown>,
  field: Field,
  name: string,
  facts: Facts,
  place: FieldLocation,
): unknown => {
  switch (field.type) {
    case 'fact':
      localizer.annotateFact(place);
      return facts[name];
    case 'text':
      return localizer.translateIfAny(place.pointer, (one, pointer) => one.text({ ...place, pointer }));
    case 'name':
      return localizer.translateIfAny(place.pointer, (one, pointer) =>
        localizeNamePart(one, field, { ...place, pointer }),
      );
    case 'link': {
      const target = localizer.links(place.item.id, place.list + name, place.index);
      return target && localizeReference(localizer, target, place.pointer);
    }
    case 'group': {
      const value = fieldsAt(localizer, field.fields, (facts[name] ?? {}) as Facts, place);
      return Object.keys(value).length > 0 ? value : undefined;
    }
    case 'list':
      return listAt(localizer, field, (facts[name] ?? []) as Facts[], place);
    case 'incoming':
    case 'entries':
      return backlinksAt(localizer, field, name, place);
  }
};

const fieldsAt = (
  localizer: Localizer<unknown>,
  fields: Fields,
  facts: Facts,
  at: FieldLocation,
  only?: readonly string[],
): Record<string, unknown> => {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    if (only && !only.includes(name)) continue;
    if (field.type === 'fact' && (field.hidden || facts[name] === undefined)) continue;
    const place = childLocation(at, name);
    const value = valueAt(localizer, field, name, facts, place);
    if (value === undefined) continue;
    values[name] = value;
    if (only || field.type !== 'fact' || !field.worded) continue;
    const { worded } = field;
    values[`${name}Text`] = localizer.translate(`${place.pointer}Text`, (one, pointer) => {
      one.annotate({ ...place, pointer });
      const messages = messagesFor(one.options.language);
      return worded === 'date' ? messages.day(String(value)) : messages.ordinal(Number(value));
    });
  }
  return values;
};

/** The localized values of an item's fields, in the order of its definition. */
export const localizeFields = (localizer: Localizer<unknown>, item: Item): Record<string, unknown> =>
  fieldsAt(localizer, definitionOf(item.kind).fields, item.edition.facts, rootLocation(item, ''));

/** The note of an item, where it has one. */
export const localizeNote = <Text>(localizer: Localizer<Text>, item: Item): Text | undefined => {
  const place = childLocation(rootLocation(item, ''), 'note');
  return localizer.translateIfAny(place.pointer, (one, pointer) => one.text({ ...place, pointer }));
};

/** The aliases of an item: names and spellings that official pages use beside its name. */
export const annotateAliases = (localizer: Localizer<unknown>, item: Item): readonly unknown[] => {
  const aliases = (item.edition.facts.aliases ?? []) as unknown[];
  for (const index of aliases.keys())
    localizer.annotateFact({ item, pointer: `/aliases/${index}`, ownPointer: `/aliases/${index}` });
  return aliases;
};

/** A card: a reference with the fields that its kind lists, and what a copy of the item is kept by. */
export const localizeCard = <Text>(localizer: Localizer<Text>, item: Item, pointer: string): Card<Text> => {
  const { id, kind, edition } = item;
  const { fields, card } = definitionOf(kind);
  return {
    id: identifierOf(localizer.options.origin, id),
    ...localizeReference(localizer, item, pointer),
    ...fieldsAt(localizer, fields, edition.facts, rootLocation(item, pointer), card),
    licence: String(edition.facts.licence),
    languages: languagesOf(edition),
    edition: edition.number,
    published: item.published,
    modified: edition.published,
  };
};
