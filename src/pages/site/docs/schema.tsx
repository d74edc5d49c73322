import type { Child } from 'hono/jsx';
import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { Markdown } from '../markdown.tsx';
import { type Document, refName, type Schema, type SchemaHref } from './openapi.ts';
import { Entries, Entry, joinWith, SameEntries, Section } from './section.tsx';

const range = ({ minimum, maximum }: Schema): string => {
  if (minimum === undefined) return maximum === undefined ? '' : ` (≤ ${maximum})`;
  return maximum === undefined ? ` (≥ ${minimum})` : ` (${minimum}–${maximum})`;
};

// Values that the description lists are not repeated.
const shownValues = ({ description, enum: closed, 'x-extensible-enum': known }: Schema): readonly unknown[] => {
  const values = closed ?? known ?? [];
  return description?.includes(`\n- \`${values[0]}\``) ? [] : values;
};

/** The type of a value in the terms of JSON Schema; schemas with a name are links. */
export const SchemaType = ({ schema, schemaHref }: { schema: Schema; schemaHref: SchemaHref }): Child => {
  const { $ref, type, items, anyOf, format, const: only } = schema;
  const values = shownValues(schema);
  if ($ref) return <a href={schemaHref(refName($ref))}>{refName($ref)}</a>;
  if (anyOf)
    return (
      <>
        {joinWith(
          ' | ',
          anyOf.map((each) => <SchemaType schema={each} schemaHref={schemaHref} />),
        )}
      </>
    );
  if (only !== undefined) return JSON.stringify(only);
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (items) {
    const isUnion = items.anyOf ?? items.enum ?? items['x-extensible-enum'];
    return (
      <>
        {isUnion && '('}
        <SchemaType schema={items} schemaHref={schemaHref} />
        {isUnion && ')'}[]
      </>
    );
  }
  return [type ?? 'any'].flat().join(' | ') + (format ? ` (${format})` : '') + range(schema);
};

interface Field {
  path: string;
  schema: Schema;
  optional: boolean;
}

/** The fields of a schema at any depth, with their paths: `links.self`, `aliases[].text`, `fallbacks.*`. */
const fieldsOf = (schema: Schema, path = ''): Field[] => {
  const { properties = {}, required = [], items, additionalProperties: rest, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, property]) => {
      const fieldPath = path ? `${path}.${name}` : name;
      return [
        { path: fieldPath, schema: property, optional: !required.includes(name) },
        ...fieldsOf(property, fieldPath),
      ];
    }),
    ...(items ? fieldsOf(items, `${path}[]`) : []),
    ...(typeof rest === 'object'
      ? [{ path: `${path}.*`, schema: rest, optional: false }, ...fieldsOf(rest, `${path}.*`)]
      : []),
    ...anyOf.flatMap((each) => fieldsOf(each, path)),
  ];
};

// What is inside a field is a field of its own.
const inside = ['properties', 'required', 'additionalProperties'];
const shownOf = (field: Field): string =>
  JSON.stringify(field, (key, value) => (inside.includes(key) ? undefined : value));

const nameOf = ({ path, optional }: Field): string => (optional ? `${path}?` : path);

/** A section for each schema, with its fields; those that are also in the schema that it is like, by their names. */
export const Schemas = ({
  language,
  document,
  names,
  schemaHref,
}: {
  language: Language;
  document: Document;
  names: readonly string[];
  schemaHref: SchemaHref;
}) => {
  const { t } = messagesFor(language);
  return (
    <>
      {names.map((name) => {
        const schema = document.components.schemas[name] ?? {};
        const like = schema['x-like'];
        const known = new Set(like ? fieldsOf(document.components.schemas[like] ?? {}).map(shownOf) : []);
        const all = fieldsOf(schema);
        const fields = all.filter((field) => !known.has(shownOf(field)));
        const same = all.filter((field) => known.has(shownOf(field)));
        return (
          <Section id={`schema-${name}`} title={t('docs.schema', { name })}>
            <Markdown text={schema.description ?? ''} />
            {all.length > 0 && (
              <Entries>
                {fields.map((field) => (
                  <Entry name={nameOf(field)}>
                    <code>
                      <SchemaType schema={field.schema} schemaHref={schemaHref} />
                    </code>
                    {field.schema.description && <Markdown text={field.schema.description} />}
                  </Entry>
                ))}
                {like && same.length > 0 && (
                  <SameEntries names={same.map(nameOf)}>
                    {t('docs.sameAs')}
                    <a href={schemaHref(like)}>{like}</a>
                  </SameEntries>
                )}
              </Entries>
            )}
          </Section>
        );
      })}
    </>
  );
};
