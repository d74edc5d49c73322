import * as z from 'zod';
import { type Language, languageTags } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import type { KindDefinition } from './definition.ts';
import type { Field, Fields } from './fields.ts';
import { address, instant, languageTag, optionally, plain, pointer, type Shape, slug } from './value-schemas.ts';

/** Whether a field, or one inside it, is a text. The entries of a list with texts need keys, by which its texts refer to them. */
export const hasTexts = (field: Field): boolean =>
  field.type === 'text' ||
  ((field.type === 'group' || field.type === 'list') && Object.values(field.fields).some(hasTexts));

/** What holds a list's entry and its texts together. */
const key = slug;

const factsOf = (fields: Fields): Shape => {
  const shape: Shape = {};
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'fact') shape[name] = optionally(field.schema(), field.required);
    if (field.type === 'link') shape[name] = optionally(slug(), field.required);
    if (field.type === 'group') shape[name] = z.strictObject(factsOf(field.fields)).optional();
    if (field.type === 'list')
      shape[name] = z
        .array(z.strictObject({ ...(hasTexts(field) && { key: key() }), ...factsOf(field.fields) }))
        .max(50)
        .optional();
  }
  return shape;
};

const textsOf = (fields: Fields): Shape => {
  const shape: Shape = {};
  for (const [name, field] of Object.entries(fields)) {
    if (!hasTexts(field)) continue;
    if (field.type === 'text') shape[name] = optionally(field.schema(), field.required);
    if (field.type === 'group') shape[name] = optionally(z.strictObject(textsOf(field.fields)), false);
    if (field.type === 'list') shape[name] = z.record(key(), z.strictObject(textsOf(field.fields))).optional();
  }
  return shape;
};

/** Another spelling of a name. */
export const aliasSchema = lazy(() => z.strictObject({ text: plain(300), language: languageTag(), source: address() }));
/** A page that confirms what a record says. Its title and the name of its publisher are in the language of the page. */
export const sourceSchema = lazy(() =>
  z.strictObject({
    href: address(),
    language: languageTag(),
    title: plain(300).optional(),
    publisherName: plain(200).optional(),
  }),
);
const ownName = lazy(() => ({
  titles: plain(300).optional(),
  record: plain(300).optional(),
  // Some people have one name: members of the Imperial Family, and in some languages most people.
  names: z
    .strictObject({ family: plain(100).optional(), given: plain(100).optional(), reading: plain(200).optional() })
    .refine(({ family, given }) => family !== undefined || given !== undefined, { params: { rule: 'noPart' } })
    .optional(),
}));

/** What every record says beside its own fields: other spellings, sources, licence, what no source confirms. */
const provenance = lazy(() => ({
  aliases: z.array(aliasSchema()).max(50).optional(),
  sources: z.array(sourceSchema()).min(1).max(50),
  licence: address(),
  unverified: z.array(pointer()).max(100).optional(),
  unnamed: z.array(z.enum(languageTags)).optional(),
}));

/**
 * A record as `content/{kind}/{slug}.json` and the editor's API hold it: facts that no language changes, and the
 * texts of each language. `published` is when this edition was published; `languages`, which are (default: all).
 */
export const recordSchema = (resource: KindDefinition) => {
  const texts = z.strictObject({
    name: ownName()[resource.naming],
    reading: plain(300).optional(),
    ...textsOf(resource.fields),
    note: plain(1000).optional(),
    unverified: z.array(pointer()).max(100).optional(),
  });
  return z.strictObject({
    published: instant().optional(),
    languages: z.array(z.enum(languageTags)).min(1).optional(),
    facts: z.strictObject({ ...factsOf(resource.fields), ...provenance() }),
    texts: z.partialRecord(z.enum(languageTags), texts),
  });
};

/** The facts and texts of a record that its schema has passed. */
export interface Content {
  facts: Readonly<Record<string, unknown>>;
  texts: Readonly<Partial<Record<Language, Readonly<Record<string, unknown>>>>>;
}
