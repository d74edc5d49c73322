import jsonld from 'jsonld/dist/jsonld.esm.min.js';
import { jsonld as format } from '../../../src/formats/jsonld/index.ts';
import type { Said, Subject } from '../cases/formats.ts';
import { everyProperty, everyType, fits, rangeOf } from './vocabulary.ts';

const vocabulary = 'https://schema.org/';

const known = new Set([...everyProperty, ...everyType]);

// schema.org's own context lets any word pass (`@vocab`). This one knows, of the words in a document, those that there
// are, so that expansion drops what is not among them, and in safe mode refuses to.
const contextFor = (body: string) => {
  const words = [...body.matchAll(/"(\w+)"/g)].map(([, word = '']) => word);
  return Object.fromEntries(words.filter((word) => known.has(word)).map((word) => [word, vocabulary + word]));
};

/** Gives a context for the URL of schema.org's; nothing else is ever fetched. */
const loaderFor = (body: string) => async (url: string) => {
  if (!/^https:\/\/schema\.org\/?$/.test(url)) throw new Error(`something asked for ${url}`);
  return { contextUrl: undefined, documentUrl: url, document: { '@context': contextFor(body) } };
};

type Expanded = Record<string, unknown>;

const bare = (iri: string) => {
  if (!iri.startsWith(vocabulary)) throw new Error(`${iri} is no word of schema.org`);
  return iri.slice(vocabulary.length);
};

const scalars = new Set(['Text', 'URL', 'Date', 'DateTime', 'Number', 'Integer', 'IdReference', 'PronounceableText']);

/** Whether a type has such a property, and the property such a value. */
const checkValue = (type: string, property: string, value: Expanded): void => {
  const range = rangeOf(type, property);
  if (!range) throw new Error(`${type} has no ${property}`);
  const [of] = (value['@type'] as string[] | undefined) ?? [];
  if ('@value' in value) {
    if (value['@language'] && !range.includes('Text')) throw new Error(`${type}.${property} is no text`);
    if (!range.some((each) => scalars.has(each))) throw new Error(`${type}.${property} is no value`);
  } else if (of && !fits(bare(of), range)) throw new Error(`${type}.${property} may be no ${of}, but ${range}`);
};

const checkNode = (node: Expanded): Said[] =>
  Object.entries(node).flatMap(([key, values]) => {
    if (key.startsWith('@')) return [];
    const types = node['@type'] as string[];
    if (!types) throw new Error(`a node without a type: ${JSON.stringify(node).slice(0, 200)}`);
    return (values as Expanded[]).flatMap((value): Said[] => {
      for (const type of types) checkValue(bare(type), bare(key), value);
      if ('@value' in value)
        return [{ text: String(value['@value']), language: value['@language'] as string | undefined }];
      return checkNode(value);
    });
  });

/** JSON-LD, expanded by jsonld, every property and type looked up in schema-dts. */
export const subject: Subject = {
  format,
  doubts: 'within',
  read: async (body) => {
    const options = { documentLoader: loaderFor(body), safe: true } as object;
    const [node, ...rest] = await jsonld.expand(JSON.parse(body), options);
    if (!node || rest.length > 0 || !/^https:/.test(String(node['@id']))) throw new Error('it is not one thing');
    return [{ text: String(node['@id']) }, ...checkNode(node as Expanded)];
  },
};
