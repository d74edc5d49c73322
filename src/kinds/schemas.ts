import * as z from 'zod';
import { type Language, languageTags } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { type KindDefinition, maxPageSize } from './definition.ts';
import { address, type Field, type Fields, hasTexts, instant, languageTag, plain, pointer, slug } from './fields.ts';

type Shape = Record<string, z.ZodType>;

const optionally = (schema: z.ZodType, required: boolean) => (required ? schema : schema.optional());

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

const alias = lazy(() => z.strictObject({ text: plain(300), language: languageTag(), source: address() }));
const source = lazy(() => z.strictObject({ href: address(), language: languageTag() }));
const ownName = lazy(() => ({
  titles: plain(300).optional(),
  record: plain(300).optional(),
  names: z.strictObject({ family: plain(100), given: plain(100), reading: plain(200).optional() }).optional(),
}));

/** What every record says beside its own fields: other spellings, sources, licence, what no source confirms. */
const provenance = lazy(() => ({
  aliases: z.array(alias()).max(50).optional(),
  sources: z.array(source()).min(1).max(50),
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

const language = lazy(() => z.enum(languageTags).meta({ id: 'Language' }));
const absolute = lazy(() => z.string().meta({ format: 'uri' }));
const pointers = lazy(() => z.record(pointer(), language()));

/** A reference: enough to name an item and to follow it. */
export const referenceSchema = lazy(() =>
  z
    .strictObject({ kind: z.string(), slug: slug(), name: z.string().nullable(), href: absolute() })
    .meta({ id: 'Reference' }),
);

/** What a reader gets of a field. `cards` are the card schemas of every kind, by kind. */
const published = (field: Field, cards: Record<string, z.ZodType>): z.ZodType | undefined => {
  switch (field.type) {
    case 'fact':
      return field.hidden ? undefined : optionally(field.schema(), field.required);
    case 'text':
      return optionally(z.string().nullable(), field.required && !field.partial);
    case 'name':
      return optionally(z.string().nullable(), false);
    case 'link':
      return optionally(referenceSchema(), field.required);
    case 'group':
      return optionally(z.strictObject(publishedOf(field.fields, cards)), false);
    case 'list': {
      const { [field.by ?? '']: _, ...rest } = field.fields;
      const entry = z.array(z.strictObject(publishedOf(rest, cards)));
      return field.by ? z.record(z.string(), entry) : entry;
    }
    case 'incoming':
      return z.array(cards[field.kind] ?? referenceSchema()).max(50);
    case 'entries':
      return undefined; // made where the other kind's fields are known, below
  }
};

const publishedOf = (fields: Fields, cards: Record<string, z.ZodType>, worded = true): Shape => {
  const shape: Shape = {};
  for (const [name, field] of Object.entries(fields)) {
    const schema = published(field, cards);
    if (schema) shape[name] = schema;
    if (worded && field.type === 'fact' && field.worded) shape[`${name}Text`] = optionally(z.string(), field.required);
  }
  return shape;
};

const capital = (kind: string) => kind[0]?.toUpperCase() + kind.slice(1);

/** The schemas of answers, made once from all the definitions, for OpenAPI and for tests. */
export const answerSchemas = (resources: readonly KindDefinition[]) => {
  const cards: Record<string, z.ZodType> = {};
  for (const { kind, fields, card } of resources) {
    const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => card.includes(name)));
    cards[kind] = z
      .strictObject({ ...referenceSchema().shape, kind: z.literal(kind), ...publishedOf(shown, {}, false) })
      .meta({ id: `${capital(kind)}Card` });
  }
  const entriesOf = (field: Extract<Field, { type: 'entries' }>): z.ZodType => {
    const other = resources.find(({ kind }) => kind === field.kind)?.fields[field.list];
    if (other?.type !== 'list') throw new Error(`${field.kind} has no list ${field.list}`);
    const { [field.relation]: _, ...rest } = other.fields;
    return z.array(z.strictObject({ [field.as]: referenceSchema(), ...publishedOf(rest, cards) })).max(50);
  };
  const item = ({ kind, fields }: KindDefinition): z.ZodType => {
    const own = publishedOf(fields, cards);
    for (const [name, field] of Object.entries(fields)) if (field.type === 'entries') own[name] = entriesOf(field);
    return z
      .strictObject({
        id: absolute(),
        kind: z.literal(kind),
        slug: slug(),
        language: language(),
        name: z.string().nullable(),
        aliases: z.array(alias()),
        ...own,
        note: z.string().nullable().optional(),
        sources: z.array(source()),
        unverified: z.array(pointer()),
        fallbacks: pointers(),
        languages: z.array(language()),
        edition: z.int().min(1),
        published: instant(),
        modified: instant(),
        more: z.record(pointer(), absolute()),
        links: z.strictObject({
          self: absolute(),
          alternates: z.partialRecord(language(), absolute()),
          licence: absolute(),
        }),
      })
      .meta({ id: capital(kind) });
  };
  const collection = ({ kind }: KindDefinition): z.ZodType =>
    z
      .strictObject({
        kind: z.literal(kind),
        language: language(),
        items: z.array(cards[kind] ?? referenceSchema()).max(maxPageSize),
        total: z.int().min(0).nullable(),
        next: absolute().nullable(),
        unverified: z.array(pointer()),
        fallbacks: pointers(),
        links: z.strictObject({ self: absolute(), alternates: z.partialRecord(language(), absolute()) }),
      })
      .meta({ id: `${capital(kind)}Collection` });
  return { cards, item, collection };
};

/** The facts and texts of a record that its schema has passed. */
export interface Content {
  facts: Readonly<Record<string, unknown>>;
  texts: Readonly<Partial<Record<Language, Readonly<Record<string, unknown>>>>>;
}
