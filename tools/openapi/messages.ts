import type { OperationId } from '../../src/http/editor/routes.ts';
import type { Order } from '../../src/kinds/definition.ts';
import type { Kind } from '../../src/kinds/index.ts';
import type { Language } from '../../src/languages.ts';

/** What an operation is called, and what it does. */
export interface Telling {
  summary: string;
  description: string;
}

/** What a group of operations is called, and what it is for. */
export interface Tag {
  title: string;
  description: string;
}

/** The four forms of a URL: language and format named, one of them, or neither. */
export type Form = 'full' | 'language' | 'format' | 'bare';

/** The two forms of a URL of what has one format: the language named or not. */
export type Spoken = 'named' | 'unnamed';

/** What the service answers beside the record, and what every URL has. */
export type ServiceOperation =
  | 'home'
  | 'changes'
  | 'openapi'
  | 'docs'
  | 'docsChapter'
  | 'problemType'
  | 'health'
  | 'readiness'
  | 'card'
  | 'embed'
  | 'oembed'
  | 'embedBuilder'
  | 'robots'
  | 'sitemap'
  | 'options'
  | 'head'
  | 'elsewhere';

type Dictionary = Readonly<Record<string, string>>;

/** Every word of the reference in one language; `{{name}}` stands for a value. Descriptions are CommonMark. */
export interface ReferenceWords {
  title: string;
  summary: string;
  /** Paragraphs and headings. */
  description: readonly string[];
  documentation: string;
  embeds: Tag;
  service: Tag;
  editor: Tag;
  'editor-live': Tag;
  'editor-all': Tag;
  kinds: Readonly<Record<Kind, { one: string; many: string; description: string }>>;
  forms: Readonly<Record<Form | Spoken, { label: string; description: string }>>;
  operations: Readonly<Record<'item' | 'collection' | ServiceOperation | OperationId, Telling>>;
  orders: Readonly<Record<Order['by'], string>>;
  parameters: Dictionary;
  filters: Dictionary;
  headers: Dictionary;
  responses: Readonly<Record<'item' | 'collection' | 'notModified' | 'moved' | 'problem', string>> & Dictionary;
  schemas: Dictionary;
  security: Dictionary;
  /** Fields by name, or by `{what it stands in}.{name}` where that says more. */
  fields: Dictionary;
  /** One line of a list of codes. */
  code: string;
  /** What the values of an enumeration mean, by the name of their field. */
  codes: Readonly<Record<string, Dictionary>>;
}

/**
 * What an operation is called and does in one form of its URL, and, as `x-forms`, what it has in common with the other
 * forms and what it has not: whoever shows the document may show them as one.
 */
export const tellingOf = (
  words: ReferenceWords,
  { summary, description }: Telling,
  form: Form | Spoken,
  values: Readonly<Record<string, string>> = {},
) => {
  const { label, description: own } = words.forms[form];
  const common = { ...values, form: '' };
  return {
    summary: fill(summary, { ...values, form: label }),
    description: fill(description, { ...values, form: own }),
    'x-forms': { summary: fill(summary, common), description: fill(description, common).trim(), form: own },
  };
};

/** A mistake in locales/: a word that the reference needs and a language lacks. */
export const missing = (language: Language, key: string): Error =>
  new Error(`locales/${language}/api.json lacks ${key}`);

/** Writes values into a sentence. @throws Error when a value is missing; a mistake in the code. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {{${name}}} in: ${sentence}`);
    return value;
  });
