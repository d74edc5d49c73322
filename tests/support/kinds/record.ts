import * as z from 'zod';
import type { KindDefinition } from '../../../src/kinds/definition.ts';
import type { Field, Fields } from '../../../src/kinds/fields.ts';
import { hasTexts } from '../../../src/kinds/record-schema.ts';
import type { Language } from '../../../src/languages.ts';

/** What a made record contains: the optional fields too, the languages of its texts, and the slugs it links to. */
export interface RecordOptions {
  languages: readonly Language[];
  /** Returns the slug that a link leads to, by the kind linked to. */
  slugOf: (kind: string) => string;
  optional?: boolean;
}

type Values = Record<string, unknown>;

const key = 'first';
const candidates = ['2024-01-16', 'https://example.org/', 'JP', 'en', 'application/pdf', 'R/P1Y', 1, true, 'Example'];

// The first value that the schema of a fact accepts.
const factOf = (field: Extract<Field, { type: 'fact' }>): unknown => {
  const schema = field.schema();
  const all = schema instanceof z.ZodEnum ? schema.options : candidates;
  const value = all.find((candidate) => schema.safeParse(candidate).success);
  if (value === undefined) throw new Error(`no candidate suits ${JSON.stringify(z.toJSONSchema(schema))}`);
  return value;
};

const isWanted = (field: Field, { optional = true }: RecordOptions): boolean =>
  'required' in field ? field.required || optional : optional;

const factsOf = (fields: Fields, options: RecordOptions): Values =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
      if (!isWanted(field, options)) return [];
      if (field.type === 'fact') return [[name, factOf(field)]];
      if (field.type === 'link') return [[name, options.slugOf(field.kind)]];
      if (field.type === 'group') return [[name, factsOf(field.fields, options)]];
      if (field.type === 'list')
        return [[name, [{ ...(hasTexts(field) && { key }), ...factsOf(field.fields, options) }]]];
      return [];
    }),
  );

const textsOf = (fields: Fields, language: Language, options: RecordOptions): Values =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, unknown][] => {
      if (!hasTexts(field) || !isWanted(field, options)) return [];
      if (field.type === 'text')
        return [[name, field.partial ? `https://example.org/${language}` : `${name} ${language}`]];
      if (field.type === 'group') return [[name, textsOf(field.fields, language, options)]];
      return field.type === 'list' ? [[name, { [key]: textsOf(field.fields, language, options) }]] : [];
    }),
  );

/** Makes a record of a kind from its definition alone, as content/ and the editor's API have it. */
export const recordOf = ({ fields, naming }: KindDefinition, options: RecordOptions) => ({
  facts: {
    ...factsOf(fields, options),
    sources: [{ href: 'https://example.org/', language: 'en' }],
    licence: 'https://creativecommons.org/licenses/by/4.0/',
  },
  texts: Object.fromEntries(
    options.languages.map((language) => {
      const name = naming === 'names' ? { family: 'Family', given: language } : `Name ${language}`;
      return [language, { name, ...textsOf(fields, language, options) }];
    }),
  ),
});
