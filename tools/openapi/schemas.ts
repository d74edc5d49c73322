import * as z from 'zod';
import { messagesFor } from '../../src/i18n/messages.ts';
import { definitions, isKind, kinds } from '../../src/kinds/index.ts';
import { answerSchemas } from '../../src/kinds/schemas.ts';
import { languages } from '../../src/languages.ts';
import { isProblemCode } from '../../src/problem-codes.ts';
import type { Draft, Node } from './builder.ts';
import { fill, missing } from './messages.ts';

const asNode = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;

// What says nothing to a reader is left out: patterns that repeat a format, and the bounds of what JSON can count.
const withoutNoise = (jsonSchema: Node): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (asNode(jsonSchema.propertyNames)?.type === 'string' && !asNode(jsonSchema.propertyNames)?.pattern)
    delete jsonSchema.propertyNames;
};

/** A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1; every schema that has an id stands in `$defs`. */
export const jsonSchemaOf = (schema: z.ZodType): Node & { $defs?: Record<string, Node> } => {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => withoutNoise(jsonSchema as Node),
  });
  return JSON.parse(JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/'));
};

/** The values of an enumeration, each with what it means, as a list. */
export const codesOf = (
  { language, words }: Draft,
  parent: string,
  name: string,
  values: readonly string[],
): string => {
  const known = words.codes[`${parent}.${name}`] ?? words.codes[name] ?? {};
  const { t } = messagesFor(language);
  const told = (value: string) => {
    if (isKind(value)) return words.kinds[value].one;
    return isProblemCode(value) ? t(`problems:${value}.title`) : undefined;
  };
  return values
    .map((value) => {
      const meaning = known[value] ?? told(value);
      if (meaning === undefined) throw missing(language, `codes.${name}.${value}`);
      return `\n${fill(words.code, { code: value, meaning })}`;
    })
    .join('');
};

const descriptionOf = (draft: Draft, parent: string, name: string, schema: Node): string => {
  const { language, words } = draft;
  const told =
    words.fields[`${parent}.${name}`] ?? words.fields[name] ?? languages.find(({ tag }) => tag === name)?.name;
  if (told === undefined) throw missing(language, `fields.${name}`);
  const values = schema.type === 'string' && Array.isArray(schema.enum) ? (schema.enum as string[]) : [];
  return values.length > 0 ? `${told}\n${codesOf(draft, parent, name, values)}` : told;
};

/** Describes every property, at whatever depth, in the words of the language. `parent` is what it stands in. */
const describe = (draft: Draft, schema: Node, parent: string): Node => {
  const properties = asNode(schema.properties);
  const items = asNode(schema.items);
  const rest = asNode(schema.additionalProperties);
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, value]) => {
          const property = value as Node;
          return [
            name,
            { ...describe(draft, property, name), description: descriptionOf(draft, parent, name, property) },
          ];
        }),
      ),
    }),
    ...(items && { items: describe(draft, items, parent) }),
    ...(rest && { additionalProperties: describe(draft, rest, parent) }),
  };
};

const shapes = ['Card', 'Collection', 'Record'] as const;

/** What a component of a kind is: its card, a page of its collection, its record, or the item itself. */
const kindOf = (id: string) => {
  const shape = shapes.find((suffix) => id.endsWith(suffix));
  const kind = kinds.find((each) => each === id.slice(0, id.length - (shape?.length ?? 0)).toLowerCase());
  return kind && { kind, shape: shape ?? ('Item' as const) };
};

const component = (draft: Draft, id: string, schema: Node): Node => {
  const of = kindOf(id);
  if (of) {
    const description = fill(draft.word('schemas', of.shape), draft.words.kinds[of.kind]);
    const parent = { Collection: 'collection', Record: 'record', Card: of.kind, Item: of.kind }[of.shape];
    return { ...describe(draft, schema, parent), description };
  }
  const description = draft.word('schemas', id);
  if (id !== 'Language') return { ...describe(draft, schema, id.toLowerCase()), description };
  const each = languages.map(({ tag, name }) => `\n${fill(draft.words.code, { code: tag, meaning: name })}`);
  return { ...schema, description: `${description}\n${each.join('')}` };
};

/** Refers to a schema that has an id, and puts it and all it is made of among the components, described. */
export const shareSchema = (draft: Draft, schema: z.ZodType): { $ref: string } => {
  const { $ref, $defs = {} } = jsonSchemaOf(schema);
  for (const [id, each] of Object.entries($defs)) draft.share('schemas', id, () => component(draft, id, each));
  return { $ref: $ref as string };
};

/** The schemas of all answers, by the definitions of the kinds. */
export const schemas = answerSchemas(definitions);
