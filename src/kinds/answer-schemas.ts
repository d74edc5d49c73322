import * as z from 'zod';
import { languageTags } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { type KindDefinition, maxPageSize } from './definition.ts';
import type { Field, Fields } from './fields.ts';
import { aliasSchema, sourceSchema } from './record-schema.ts';
import { instant, optionally, pointer, type Shape, slug } from './value-schemas.ts';

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
      .strictObject({
        id: absolute(),
        ...referenceSchema().shape,
        kind: z.literal(kind),
        ...publishedOf(shown, {}, false),
        licence: absolute(),
        languages: z.array(language()),
        edition: z.int().min(1),
        published: instant(),
        modified: instant(),
      })
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
        aliases: z.array(aliasSchema()),
        ...own,
        note: z.string().nullable().optional(),
        sources: z.array(sourceSchema()),
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
        total: z.int().min(0),
        next: absolute().nullable(),
        unverified: z.array(pointer()),
        fallbacks: pointers(),
        links: z.strictObject({
          self: absolute(),
          alternates: z.partialRecord(language(), absolute()),
          licence: absolute().optional(),
        }),
      })
      .meta({ id: `${capital(kind)}Collection` });
  return { cards, item, collection };
};
