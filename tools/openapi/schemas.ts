import * as z from 'zod';
import { messagesFor } from '../../src/i18n/messages.ts';
import { answerSchemas } from '../../src/kinds/answer-schemas.ts';
import { definitions, isKind, kinds } from '../../src/kinds/index.ts';
import { languages, multilingual } from '../../src/languages.ts';
import { isProblemCode } from '../../src/problem-codes.ts';
import type { DocumentBuilder, Node } from './builder.ts';
import { interpolate, missingMessage } from './messages.ts';

const asNode = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;

// Leaves out what tells a reader nothing: patterns that repeat a format, and the limits of integers in JSON.
const removeNoise = (jsonSchema: Node): void => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (asNode(jsonSchema.propertyNames)?.type === 'string' && !asNode(jsonSchema.propertyNames)?.pattern)
    delete jsonSchema.propertyNames;
};

/** Converts a zod schema to JSON Schema 2020-12, the dialect of OpenAPI 3.1; schemas with an id are in `$defs`. */
export const toJsonSchema = (schema: z.ZodType): Node & { $defs?: Record<string, Node> } => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, {
    override: ({ jsonSchema: node }) => removeNoise(node as Node),
  });
  return JSON.parse(JSON.stringify(jsonSchema).replaceAll('"#/$defs/', '"#/components/schemas/'));
};

/** The values of an enumeration with their meanings, as a Markdown list. @throws Error if a value has no meaning. */
export const enumerationList = (
  { language, messages }: DocumentBuilder,
  parent: string,
  name: string,
  values: readonly string[],
): string => {
  const meanings = messages.codes[`${parent}.${name}`] ?? messages.codes[name] ?? {};
  const { t } = messagesFor(language);
  const generalMeaning = (value: string) => {
    if (isKind(value)) return messages.kinds[value].one;
    return isProblemCode(value) ? t(`problems:${value}.title`) : undefined;
  };
  return values
    .map((value) => {
      const meaning = meanings[value] ?? generalMeaning(value);
      if (meaning === undefined) throw missingMessage(language, `codes.${name}.${value}`);
      return `\n${interpolate(messages.code, { code: value, meaning })}`;
    })
    .join('');
};

const descriptionOf = (builder: DocumentBuilder, parent: string, name: string, schema: Node): string => {
  const { language, messages } = builder;
  const text =
    messages.fields[`${parent}.${name}`] ?? messages.fields[name] ?? languages.find(({ tag }) => tag === name)?.name;
  if (text === undefined) throw missingMessage(language, `fields.${name}`);
  const values = schema.type === 'string' && Array.isArray(schema.enum) ? (schema.enum as string[]) : [];
  return values.length > 0 ? `${text}\n${enumerationList(builder, parent, name, values)}` : text;
};

/** Adds a description to each property at any depth. `parent` is the name of the schema or of the property it is in. */
const addDescriptions = (builder: DocumentBuilder, schema: Node, parent: string): Node => {
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
            {
              ...addDescriptions(builder, property, name),
              description: descriptionOf(builder, parent, name, property),
            },
          ];
        }),
      ),
    }),
    ...(items && { items: addDescriptions(builder, items, parent) }),
    ...(rest && { additionalProperties: addDescriptions(builder, rest, parent) }),
  };
};

const suffixes = ['Card', 'Collection', 'Record'] as const;

/** The kind that a schema is about, by its id, and whether it is a card, a collection, a record or the item. */
const parseId = (id: string) => {
  const name = id.replace(/Multilingual$/, '');
  const suffix = suffixes.find((each) => name.endsWith(each));
  const kind = kinds.find((each) => each === name.slice(0, name.length - (suffix?.length ?? 0)).toLowerCase());
  return kind && { kind, type: suffix ?? ('Item' as const) };
};

const describeSchema = (builder: DocumentBuilder, id: string, schema: Node): Node => {
  const parsed = parseId(id);
  if (parsed) {
    const { kind, type } = parsed;
    const own = interpolate(builder.message('schemas', type), builder.messages.kinds[kind]);
    const parent = { Collection: 'collection', Record: 'record', Card: kind, Item: kind }[type];
    const described = { ...addDescriptions(builder, schema, parent), description: own };
    if (!id.endsWith('Multilingual')) return described;
    return {
      ...described,
      description: `${own} ${builder.message('schemas', 'Multilingual')}`,
      'x-like': id.replace(/Multilingual$/, ''),
    };
  }
  const description = builder.message('schemas', id);
  if (id !== 'Language') return { ...addDescriptions(builder, schema, id.toLowerCase()), description };
  const names = languages.map(
    ({ tag, name }) => `\n${interpolate(builder.messages.code, { code: tag, meaning: name })}`,
  );
  return { ...schema, description: `${description}\n${names.join('')}` };
};

/** Adds a schema with an id, and the schemas it uses, to the components, with descriptions; returns a reference. */
export const shareSchema = (builder: DocumentBuilder, schema: z.ZodType): { $ref: string } => {
  const { $ref, $defs = {} } = toJsonSchema(schema);
  for (const [id, each] of Object.entries($defs)) builder.share('schemas', id, () => describeSchema(builder, id, each));
  return { $ref: $ref as string };
};

/** The schemas of items and collections in all languages at once. */
export const multilingualSchemas = answerSchemas(definitions, multilingual);

/** The schemas of items and collections. */
export const schemas = answerSchemas(definitions);
