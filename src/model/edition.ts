import type { Fields } from '../kinds/fields.ts';
import type { Kind } from '../kinds/index.ts';
import { definitionOf } from '../kinds/index.ts';
import type { Content } from '../kinds/record-schema.ts';
import { type Language, languageTags } from '../languages.ts';

/** The permanent name of an item: kind and first slug, which a rename does not change. */
export type ItemId = `${Kind}/${string}`;

/** The slug an item had first: the key of its names. */
export const firstSlugOf = (id: ItemId): string => id.slice(id.indexOf('/') + 1);

/**
 * The identifier of an item, the same in every language and for ever: the URL of its first slug, which a rename does not
 * change. It redirects to the current one.
 */
export const identifierOf = (origin: string, id: ItemId): string => `${origin}/${id}`;

/** A link as an edition has it: which relation, at which place of a list (-1 outside one), to what. */
export interface Link {
  relation: string;
  position: number;
  kind: Kind;
  slug: string;
}

/** Why an item is no longer published in a language, since when, and what replaces it. */
export interface Withdrawal {
  date: string;
  notice: Readonly<Partial<Record<Language, string>>>;
  replacement?: { kind: Kind; slug: string };
  /** Since when the text is erased, too. */
  erased?: string;
}

/** One immutable, numbered version of an item, all its languages in it. */
export interface Edition extends Content {
  number: number;
  published: string;
  withdrawals: Readonly<Partial<Record<Language, Withdrawal>>>;
  /** The version of the schema that it was published under; not known of editions that are older than the versions. */
  schema?: string;
  /** Since when its facts and texts are erased (RFC 3339, UTC). */
  erased?: string;
}

/** An item with its live edition; `published` is when the first edition was. */
export interface Item {
  id: ItemId;
  kind: Kind;
  slug: string;
  published: string;
  edition: Edition;
}

const linksIn = (fields: Fields, facts: Readonly<Record<string, unknown>>, prefix: string, place: number): Link[] =>
  Object.entries(fields).flatMap(([name, field]) => {
    const value = facts[name];
    if (value === undefined) return [];
    if (field.type === 'link')
      return [{ relation: prefix + name, position: place, kind: field.kind as Kind, slug: String(value) }];
    if (field.type !== 'list') return [];
    return (value as Record<string, unknown>[]).flatMap((entry, index) =>
      linksIn(field.fields, entry, `${name}.`, index),
    );
  });

/** The links of an edition: they stand in its facts, each where it belongs, and are never written twice. */
export const linksOf = (kind: Kind, facts: Content['facts']): Link[] =>
  linksIn(definitionOf(kind).fields, facts, '', -1);

/** The languages an edition can be read in as its own: those it has texts in and that are not withdrawn. */
export const languagesOf = ({ texts, withdrawals }: Pick<Edition, 'texts' | 'withdrawals'>): Language[] =>
  languageTags.filter((language) => texts[language] && !withdrawals[language]);
