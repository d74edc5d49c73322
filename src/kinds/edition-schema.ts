import * as z from 'zod';
import type { KindDefinition } from './definition.ts';
import type { Field, Fields } from './fields.ts';
import type { Shape } from './value-schemas.ts';

// Optional everywhere: an edition may be older than a field, or than the rule that requires it.
const object = (shape: Shape) =>
  z.looseObject(Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, schema.optional()])));

const dateText = () => z.string().refine((text) => !Number.isNaN(Date.parse(text)), { params: { rule: 'date' } });

// The JSON type of what the field's own schema takes; formats, lengths and codes are rules, and rules change.
const typeOf = (field: Extract<Field, { type: 'fact' }>): z.ZodType => {
  if (field.worded === 'date' || field.display === 'date') return dateText();
  const { type } = field.schema().def;
  if (type === 'number') return z.number();
  if (type === 'boolean') return z.boolean();
  return type === 'string' || type === 'enum' ? z.string() : z.unknown();
};

const factsOf = (fields: Fields): Shape =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, z.ZodType][] => {
      if (field.type === 'fact') return [[name, typeOf(field)]];
      if (field.type === 'link') return [[name, z.string()]];
      if (field.type === 'group') return [[name, object(factsOf(field.fields))]];
      return field.type === 'list' ? [[name, z.array(object({ key: z.string(), ...factsOf(field.fields) }))]] : [];
    }),
  );

const textsOf = (fields: Fields): Shape =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, z.ZodType][] => {
      if (field.type === 'text') return [[name, z.string()]];
      if (field.type === 'group') return [[name, object(textsOf(field.fields))]];
      return field.type === 'list' ? [[name, z.record(z.string(), object(textsOf(field.fields)))]] : [];
    }),
  );

const pages = () =>
  z.array(object({ href: z.string(), language: z.string(), title: z.string(), publisherName: z.string() }));
const pointers = () => z.array(z.string());

/**
 * The shape of an edition that was published at some time: as much as reading and rendering it take for granted. No rule
 * of a record is in it, so that what was published under older rules stays readable; unknown fields are left alone.
 */
export const editionShape = ({ fields }: KindDefinition) =>
  z.object({
    facts: object({
      ...factsOf(fields),
      aliases: z.array(object({ text: z.string(), language: z.string(), source: z.string() })),
      sources: pages(),
      licence: z.string(),
      unverified: pointers(),
      unnamed: pointers(),
    }),
    texts: z.record(
      z.string(),
      object({
        ...textsOf(fields),
        name: z.union([z.string(), object({ family: z.string(), given: z.string(), reading: z.string() })]),
        reading: z.string(),
        note: z.string(),
        unverified: pointers(),
      }),
    ),
  });
