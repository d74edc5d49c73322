import type { Kind } from '../../src/kinds/index.ts';
import type { Language } from '../../src/languages.ts';
import type { Exchanges } from './exchanges.ts';
import { missingMessage, type ReferenceMessages } from './messages.ts';

/** A JSON object of the document. */
export type Node = { [key: string]: unknown };

/** What a document in one language is built from. */
export interface Sources {
  language: Language;
  messages: ReferenceMessages;
  /** The slug of the record that is the example of a kind. */
  slugs: Readonly<Record<string, string>>;
  /** The record of content/ that examples are about where an operation takes any. */
  sample: { kind: Kind; slug: string };
  /** What the service answered to requests of both APIs. */
  exchanges: Exchanges;
  /** The version of the API. */
  version: string;
  /** The licence of the content. */
  licence: { name: string; url: string };
}

/** The members of the Components Object that the document uses (OpenAPI 3.1 §4.8.7). */
type ComponentType = 'schemas' | 'parameters' | 'headers' | 'examples' | 'responses' | 'pathItems' | 'securitySchemes';

/** A document under construction: its sources and its components. */
export interface DocumentBuilder extends Sources {
  /** Adds a component, unless there is one with this name; returns a reference to it. */
  share(type: ComponentType, name: string, create: () => Node): { $ref: string };
  /** Returns a message of the API reference. @throws Error if the language lacks it. */
  message(section: 'parameters' | 'filters' | 'headers' | 'schemas' | 'responses' | 'security', key: string): string;
  components: Readonly<Record<ComponentType, Node>>;
}

/** Creates a builder without components. */
export const createBuilder = (sources: Sources): DocumentBuilder => {
  const components: Record<ComponentType, Node> = {
    schemas: {},
    parameters: {},
    headers: {},
    examples: {},
    responses: {},
    pathItems: {},
    securitySchemes: {},
  };
  return {
    ...sources,
    components,
    share: (type, name, create) => {
      components[type][name] ??= create();
      return { $ref: `#/components/${type}/${name}` };
    },
    message: (section, key) => {
      const message = sources.messages[section][key];
      if (message === undefined) throw missingMessage(sources.language, `${section}.${key}`);
      return message;
    },
  };
};
