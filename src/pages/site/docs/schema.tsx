import type { Child } from 'hono/jsx';
import { messagesFor } from '../../../i18n/messages.ts';
import type { Language } from '../../../languages.ts';
import { Markdown } from './markdown.tsx';
import { type Document, nameOf, type Schema, type SchemaHref } from './openapi.ts';
import { between, Entries, Entry, Section } from './section.tsx';

const range = ({ minimum, maximum }: Schema): string => {
  if (minimum === undefined) return maximum === undefined ? '' : ` (≤ ${maximum})`;
  return maximum === undefined ? ` (≥ ${minimum})` : ` (${minimum}–${maximum})`;
};

// The values that a description lists are not named twice.
const listed = ({ description, enum: values }: Schema): boolean =>
  values !== undefined && !description?.includes(`\n- \`${values[0]}\``);

/** The type of a value, in JSON Schema's own terms; what has a name of its own leads to it. */
export const Type = ({ schema, at }: { schema: Schema; at: SchemaHref }): Child => {
  const { $ref, type, items, anyOf, format, enum: values, const: only } = schema;
  if ($ref) return <a href={at(nameOf($ref))}>{nameOf($ref)}</a>;
  if (anyOf)
    return (
      <>
        {between(
          ' | ',
          anyOf.map((each) => <Type schema={each} at={at} />),
        )}
      </>
    );
  if (only !== undefined) return JSON.stringify(only);
  if (values && listed(schema)) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (items) {
    const several = items.anyOf ?? items.enum;
    return (
      <>
        {several && '('}
        <Type schema={items} at={at} />
        {several && ')'}[]
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

/** Every field of a schema, at whatever depth, by its path: `links.self`, `aliases[].text`, `fallbacks.*`. */
const fieldsOf = (schema: Schema, path = ''): Field[] => {
  const { properties = {}, required = [], items, additionalProperties: rest, anyOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, property]) => {
      const own = path ? `${path}.${name}` : name;
      return [{ path: own, schema: property, optional: !required.includes(name) }, ...fieldsOf(property, own)];
    }),
    ...(items ? fieldsOf(items, `${path}[]`) : []),
    ...(typeof rest === 'object'
      ? [{ path: `${path}.*`, schema: rest, optional: false }, ...fieldsOf(rest, `${path}.*`)]
      : []),
    ...anyOf.flatMap((each) => fieldsOf(each, path)),
  ];
};

/** The schemas that a page tells of, each with its fields. */
export const Schemas = ({
  language,
  document,
  names,
  at,
}: {
  language: Language;
  document: Document;
  names: readonly string[];
  at: SchemaHref;
}) => {
  const { t } = messagesFor(language);
  return (
    <>
      {names.map((name) => {
        const schema = document.components.schemas[name] ?? {};
        const fields = fieldsOf(schema);
        return (
          <Section id={`schema-${name}`} title={t('docs.schema', { name })}>
            <Markdown text={schema.description ?? ''} />
            {fields.length > 0 && (
              <Entries>
                {fields.map(({ path, schema: field, optional }) => (
                  <Entry name={optional ? `${path}?` : path}>
                    <code>
                      <Type schema={field} at={at} />
                    </code>
                    {field.description && <Markdown text={field.description} />}
                  </Entry>
                ))}
              </Entries>
            )}
          </Section>
        );
      })}
    </>
  );
};
