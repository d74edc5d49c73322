import { repeatedFields } from '../kinds/definition.ts';
import type { Field, Fields } from '../kinds/fields.ts';
import { definitionOf, type Kind } from '../kinds/index.ts';

/** Where a JSON Pointer of an answer leads: to a field, or to a member that every answer has (`name`, `kind`, `note`). */
export interface Place {
  /** The kind of the item that has the value: that of a link, where the pointer leads into one. */
  kind: Kind;
  /** The name of the field or the member. */
  name: string;
  field: Field | undefined;
}

/** The kind and the fields of what a field holds: those of the items that it leads to, or of its entries. */
const insideOf = (kind: Kind, field: Field): { kind: Kind; fields: Fields } => {
  switch (field.type) {
    case 'link':
    case 'incoming':
      return { kind: field.kind as Kind, fields: definitionOf(field.kind as Kind).fields };
    case 'entries': {
      const other = definitionOf(field.kind as Kind);
      const list = other.fields[field.list];
      const item: Field = { type: 'link', kind: field.kind, required: true };
      return {
        kind,
        fields: { ...repeatedFields(other, field.list), ...(list?.type === 'list' && list.fields), [field.as]: item },
      };
    }
    case 'list':
    case 'group':
      return { kind, fields: field.fields };
    default:
      return { kind, fields: {} };
  }
};

/**
 * Returns where a JSON Pointer (RFC 6901) into the answer about an item of a kind, or about a collection of them, leads. What
 * is on the way without being a field is passed over: `items`, an index, the group of a list.
 */
export const placeOf = (kind: Kind, pointer: string): Place => {
  let [place, fields]: [Place, Fields] = [{ kind, name: '', field: undefined }, definitionOf(kind).fields];
  for (const segment of pointer.split('/').slice(1)) {
    if (/^\d+$/.test(segment)) continue;
    // A fact is also given in words, beside its value: `dateText`.
    const name = Object.hasOwn(fields, segment) ? segment : segment.replace(/Text$/, '');
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    place = { kind: place.kind, name, field };
    if (!field) continue;
    const inside = insideOf(place.kind, field);
    // A link is of this item; its name is of the one that it leads to.
    [place, fields] = [{ ...place, kind: inside.kind }, inside.fields];
  }
  return place;
};
