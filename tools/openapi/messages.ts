import type { OperationId } from '../../src/http/editor/routes.ts';
import type { Order } from '../../src/kinds/definition.ts';
import type { Kind } from '../../src/kinds/index.ts';
import type { Language } from '../../src/languages.ts';
import type { ServicePage } from '../../src/pages/service-paths.ts';

/** The texts of an operation. */
export interface OperationText {
  summary: string;
  description: string;
}

/** The texts of a document; `description` has paragraphs and headings. */
export interface DocumentText {
  title: string;
  summary: string;
  description: readonly string[];
}

/** The texts of a tag. */
export interface Tag {
  title: string;
  description: string;
}

/** The forms of a URL of the record: with language and format, with one of them, with neither; in all languages at once. */
export type UrlForm = 'full' | 'language' | 'format' | 'bare' | 'multilingual';

/** The forms of a URL that has only one format: with and without a language. */
export type LanguageForm = 'named' | 'unnamed';

/** The public operations other than those of the record. */
export type ServiceOperation =
  | 'home'
  | 'changes'
  | 'table'
  | 'openapi'
  | 'openapiEditing'
  | 'docs'
  | 'docsChapter'
  | 'docsSamples'
  | 'problemType'
  | ServicePage
  | 'health'
  | 'readiness'
  | 'card'
  | 'embed'
  | 'oembed'
  | 'embedBuilder'
  | 'robots'
  | 'apiCatalog'
  | 'securityText'
  | 'sitemap'
  | 'options'
  | 'head'
  | 'elsewhere';

type Dictionary = Readonly<Record<string, string>>;

/** The messages of the API reference in one language: locales/{language}/api.json. `{{name}}` is interpolated; descriptions are CommonMark. */
export interface ReferenceMessages {
  reading: DocumentText;
  editing: DocumentText;
  documentation: string;
  embeds: Tag;
  service: Tag;
  pages: Tag;
  editor: Tag;
  'editor-lists': Tag;
  'editor-live': Tag;
  'editor-all': Tag;
  kinds: Readonly<Record<Kind, { one: string; many: string; description: string }>>;
  forms: Readonly<Record<UrlForm | LanguageForm, { label: string; description: string }>>;
  operations: Readonly<Record<'item' | 'collection' | ServiceOperation | OperationId, OperationText>>;
  orders: Readonly<Record<Order['by'], string>>;
  parameters: Dictionary;
  filters: Dictionary;
  headers: Dictionary;
  responses: Readonly<Record<'item' | 'collection' | 'notModified' | 'moved' | 'problem', string>> & Dictionary;
  schemas: Dictionary;
  security: Dictionary;
  /** Descriptions of fields by name, or by `{parent}.{name}` where a field needs another one there. */
  fields: Dictionary;
  /** One line of a list of codes, with `{{code}}` and `{{meaning}}`. */
  code: string;
  /** The meanings of the values of enumerations, by the name of the field. */
  codes: Readonly<Record<string, Dictionary>>;
}

/**
 * The texts of an operation at one form of its URL. `x-forms` has the texts that all forms share and the one that differs,
 * so that the API reference can show the forms as one operation.
 */
export const operationText = (
  messages: ReferenceMessages,
  { summary, description }: OperationText,
  form: UrlForm | LanguageForm,
  values: Readonly<Record<string, string>> = {},
) => {
  const { description: own } = messages.forms[form];
  const label = interpolate(messages.forms[form].label, values);
  const common = { ...values, form: '' };
  return {
    summary: interpolate(summary, { ...values, form: label }),
    description: interpolate(description, { ...values, form: own }),
    'x-forms': {
      summary: interpolate(summary, common),
      description: interpolate(description, common).trim(),
      form: own,
    },
  };
};

/** The error for a message that a language lacks. */
export const missingMessage = (language: Language, key: string): Error =>
  new Error(`locales/${language}/api.json lacks ${key}`);

/** Replaces each `{{name}}` of a message. @throws Error if there is no value for it. */
export const interpolate = (message: string, values: Readonly<Record<string, string>>): string =>
  message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {{${name}}} in: ${message}`);
    return value;
  });
