import jsonld from 'jsonld/dist/jsonld.esm.min.js';
import { jsonld as format } from '../../../src/formats/jsonld/index.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';
import { everyProperty, everyType, fits, rangeOf } from './vocabulary.ts';

const vocabulary = 'https://schema.org/';

const terms = new Set([...everyProperty, ...everyType]);

// schema.org's own context accepts any term (`@vocab`). This one has only the terms of the vocabulary, so that expansion
// in safe mode fails on any other.
const contextFor = (body: string) => {
  const words = [...body.matchAll(/"(\w+)"/g)].map(([, word = '']) => word);
  return Object.fromEntries(words.filter((word) => terms.has(word)).map((word) => [word, vocabulary + word]));
};

/** Loads that context for the URL of schema.org. @throws Error for any other URL. */
const loaderFor = (body: string) => async (url: string) => {
  if (!/^https:\/\/schema\.org\/?$/.test(url)) throw new Error(`unexpected request for ${url}`);
  return { contextUrl: undefined, documentUrl: url, document: { '@context': contextFor(body) } };
};

type Expanded = Record<string, unknown>;

const termOf = (iri: string) => {
  if (!iri.startsWith(vocabulary)) throw new Error(`${iri} is not a term of schema.org`);
  return iri.slice(vocabulary.length);
};

const scalars = new Set(['Text', 'URL', 'Date', 'DateTime', 'Number', 'Integer', 'IdReference', 'PronounceableText']);

/** Checks that a type has a property, and that the property may have a value. */
const checkValue = (type: string, property: string, value: Expanded): void => {
  const range = rangeOf(type, property);
  if (!range) throw new Error(`${type} has no ${property}`);
  const [of] = (value['@type'] as string[] | undefined) ?? [];
  if ('@value' in value) {
    if (value['@language'] && !range.includes('Text')) throw new Error(`${type}.${property} is no text`);
    if (!range.some((each) => scalars.has(each))) throw new Error(`${type}.${property} is no value`);
  } else if (of && !fits(termOf(of), range)) throw new Error(`${type}.${property} may be no ${of}, but ${range}`);
};

const checkNode = (node: Expanded): ReadText[] =>
  Object.entries(node).flatMap(([key, values]) => {
    if (key.startsWith('@')) return [];
    const types = node['@type'] as string[];
    if (!types) throw new Error(`a node without a type: ${JSON.stringify(node).slice(0, 200)}`);
    return (values as Expanded[]).flatMap((value): ReadText[] => {
      for (const type of types) checkValue(termOf(type), termOf(key), value);
      if ('@value' in value)
        return [{ text: String(value['@value']), language: value['@language'] as string | undefined }];
      return checkNode(value);
    });
  });

/** JSON-LD, expanded by jsonld, with each type and property checked against the vocabulary of schema-dts. */
export const jsonldCase: FormatCase = {
  format,
  unverifiedMark: 'stated',
  read: async (body) => {
    const options = { documentLoader: loaderFor(body), safe: true } as object;
    const [node, ...rest] = await jsonld.expand(JSON.parse(body), options);
    if (!node || rest.length > 0 || !/^https:/.test(String(node['@id']))) throw new Error('it is not one thing');
    return [{ text: String(node['@id']) }, ...checkNode(node as Expanded)];
  },
};
