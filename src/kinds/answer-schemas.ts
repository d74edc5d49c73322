import * as z from 'zod';
import { type AnswerLanguage, languageTags, multilingual } from '../languages.ts';
import { lazy } from '../lib/lazy.ts';
import { type KindDefinition, maxPageSize, repeatedFields } from './definition.ts';
import type { Field, Fields } from './fields.ts';
import { aliasSchema, sourceSchema } from './record-schema.ts';
import { instant, optionally, pointer, type Shape, slug } from './value-schemas.ts';

const language = lazy(() => z.enum(languageTags).meta({ id: 'Language' }));
const absolute = lazy(() => z.string().meta({ format: 'uri' }));
const pointers = lazy(() => z.record(pointer(), language()));

const alternates = lazy(() => z.partialRecord(z.enum([...languageTags, multilingual]), absolute()));

/** How answers in one language, or in all at once, have texts and references to items. */
interface Style {
  /** The end of the ids of schemas. */
  suffix: string;
  text: () => z.ZodType;
  reference: () => z.ZodObject;
  language: () => z.ZodType;
}

const referenceOf = (text: () => z.ZodType, id: string) =>
  lazy(() => z.strictObject({ kind: z.string(), slug: slug(), name: text(), href: absolute() }).meta({ id }));

const localText = lazy(() => z.string().nullable());
const translations = lazy(() => z.partialRecord(z.enum(languageTags), z.string()).meta({ id: 'Translations' }));

/** A reference: enough to name an item and to follow it. */
export const referenceSchema = referenceOf(localText, 'Reference');

const inOne: Style = { suffix: '', text: localText, reference: referenceSchema, language };
const inAll: Style = {
  suffix: 'Multilingual',
  text: translations,
  reference: referenceOf(translations, 'ReferenceMultilingual'),
  language: () => z.literal(multilingual),
};

/** What is withdrawn of an item in one of its languages, in an answer in all of them. */
const withdrawnSchema = lazy(() =>
  z
    .partialRecord(
      z.enum(languageTags),
      z.strictObject({ date: instant(), notice: z.partialRecord(z.enum(languageTags), z.string()) }),
    )
    .optional(),
);

/** What a reader gets of a field. `cards` are the card schemas of every kind, by kind. */
const published = (field: Field, cards: Record<string, z.ZodType>, style: Style): z.ZodType | undefined => {
  const { text, reference } = style;
  switch (field.type) {
    case 'fact':
      return field.hidden ? undefined : optionally(field.schema(), field.required);
    case 'text':
      return optionally(text(), field.required && !field.partial);
    case 'name':
      return optionally(text(), false);
    case 'link':
      return optionally(reference(), field.required);
    case 'group':
      return optionally(z.strictObject(publishedOf(field.fields, cards, style)), false);
    case 'list': {
      const { [field.by ?? '']: _, ...rest } = field.fields;
      const entry = z.array(z.strictObject(publishedOf(rest, cards, style)));
      return field.by ? z.record(z.string(), entry) : entry;
    }
    case 'incoming':
      return z.array(cards[field.kind] ?? reference()).max(50);
    case 'entries':
      return undefined; // made where the other kind's fields are known, below
  }
};

const publishedOf = (fields: Fields, cards: Record<string, z.ZodType>, style: Style, worded = true): Shape => {
  const shape: Shape = {};
  for (const [name, field] of Object.entries(fields)) {
    const schema = published(field, cards, style);
    if (schema) shape[name] = schema;
    if (worded && field.type === 'fact' && field.worded)
      shape[`${name}Text`] = optionally(style === inAll ? style.text() : z.string(), field.required);
  }
  return shape;
};

const capital = (kind: string) => kind[0]?.toUpperCase() + kind.slice(1);

/** The schemas of answers, made once from all the definitions, for OpenAPI and for tests. */
export const answerSchemas = (resources: readonly KindDefinition[], answerLanguage?: AnswerLanguage) => {
  const style = answerLanguage === multilingual ? inAll : inOne;
  const { suffix, reference, text } = style;
  const cards: Record<string, z.ZodType> = {};
  for (const { kind, fields, card } of resources) {
    const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => card.includes(name)));
    cards[kind] = z
      .strictObject({
        id: absolute(),
        ...reference().shape,
        kind: z.literal(kind),
        ...publishedOf(shown, {}, style, false),
        licence: absolute(),
        languages: z.array(language()),
        edition: z.int().min(1),
        published: instant(),
        modified: instant(),
      })
      .meta({ id: `${capital(kind)}Card${suffix}` });
  }
  const entriesOf = (field: Extract<Field, { type: 'entries' }>): z.ZodType => {
    const source = resources.find(({ kind }) => kind === field.kind);
    const other = source?.fields[field.list];
    if (!source || other?.type !== 'list') throw new Error(`${field.kind} has no list ${field.list}`);
    const { [field.relation]: _, ...rest } = other.fields;
    const repeated = publishedOf(repeatedFields(source, field.list), cards, style, false);
    return z
      .array(z.strictObject({ [field.as]: reference(), ...repeated, ...publishedOf(rest, cards, style) }))
      .max(50);
  };
  const item = ({ kind, fields }: KindDefinition): z.ZodType => {
    const own = publishedOf(fields, cards, style);
    for (const [name, field] of Object.entries(fields)) if (field.type === 'entries') own[name] = entriesOf(field);
    return z
      .strictObject({
        id: absolute(),
        kind: z.literal(kind),
        slug: slug(),
        language: style.language(),
        name: text(),
        aliases: z.array(aliasSchema()),
        ...own,
        note: text().optional(),
        ...(style === inAll && { withdrawn: withdrawnSchema() }),
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
          alternates: alternates(),
          licence: absolute(),
        }),
      })
      .meta({ id: capital(kind) + suffix });
  };
  const collection = ({ kind }: KindDefinition): z.ZodType =>
    z
      .strictObject({
        kind: z.literal(kind),
        language: style.language(),
        items: z.array(cards[kind] ?? reference()).max(maxPageSize),
        total: z.int().min(0),
        next: absolute().nullable(),
        unverified: z.array(pointer()),
        fallbacks: pointers(),
        links: z.strictObject({
          self: absolute(),
          alternates: alternates(),
          licence: absolute().optional(),
        }),
      })
      .meta({ id: `${capital(kind)}Collection${suffix}` });
  return { cards, item, collection };
};
