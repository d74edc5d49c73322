import type { Kind } from '../../src/kinds/index.ts';
import type { Language } from '../../src/languages.ts';
import { missing, type ReferenceWords } from './messages.ts';

/** A part of the document. */
export type Node = { [key: string]: unknown };

/** The published example of each kind: an answer as the service gives it. */
export type Examples = Readonly<Record<Kind, Readonly<Record<string, unknown>> & { slug: string }>>;

/** Of what a document is made: one language, its words, its examples, and the version of the API. */
export interface Sources {
  language: Language;
  words: ReferenceWords;
  examples: Examples;
  /** A record as `content/` holds it: the sample of a draft. */
  sample: { kind: Kind; slug: string; record: unknown };
  version: string;
}

type Shelf = 'schemas' | 'parameters' | 'headers' | 'examples' | 'responses' | 'pathItems' | 'securitySchemes';

/** A document while it is written: its sources, and the components that its parts share. */
export interface Draft extends Sources {
  /** Puts a component on its shelf, once, and refers to it. */
  share(shelf: Shelf, name: string, make: () => Node): { $ref: string };
  /** A word by section and key. @throws Error when the language lacks it. */
  word(section: 'parameters' | 'filters' | 'headers' | 'schemas' | 'responses' | 'security', key: string): string;
  components: Readonly<Record<Shelf, Node>>;
}

/** Begins a document. */
export const beginDraft = (sources: Sources): Draft => {
  const components: Record<Shelf, Node> = {
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
    share: (shelf, name, make) => {
      components[shelf][name] ??= make();
      return { $ref: `#/components/${shelf}/${name}` };
    },
    word: (section, key) => {
      const word = sources.words[section][key];
      if (word === undefined) throw missing(sources.language, `${section}.${key}`);
      return word;
    },
  };
};
