import { SaxesParser, type SaxesTagNS } from 'saxes';
import { atom } from '../../../src/formats/atom.ts';
import { languageTags } from '../../../src/languages.ts';
import type { FormatCase, ReadText } from '../cases/formats.ts';

/** An element of an XML document. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  language: string;
  children: Element[];
  text: string;
}

const namespace = 'http://www.w3.org/2005/Atom';
const dcterms = 'http://purl.org/dc/terms/';

/** Parses an Atom document as a tree. @throws Error if it is not well-formed or has elements of other namespaces. */
export const readXml = (body: string): Element => {
  const root: Element = { name: '', attributes: {}, language: '', children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }: SaxesTagNS) => {
    const prefix = { [namespace]: '', [dcterms]: 'dcterms:' }[uri];
    if (prefix === undefined) throw new Error(`${local} is of ${uri}`);
    const parent = open.at(-1) ?? root;
    const values = Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value]));
    const element = {
      name: prefix + local,
      attributes: values,
      language: values['xml:lang'] ?? parent.language,
      children: [],
      text: '',
    };
    parent.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(body).close();
  const [feed] = root.children;
  if (!feed) throw new Error('an empty document');
  return feed;
};

const all = ({ children }: Element, name: string) => children.filter((child) => child.name === name);

const check = (condition: boolean, rule: string) => {
  if (!condition) throw new Error(rule);
};

const onceIn = (element: Element, name: string): Element => {
  const [found, ...others] = all(element, name);
  if (!found || others.length > 0) throw new Error(`${element.name} has ${others.length + (found ? 1 : 0)} ${name}`);
  return found;
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** Checks what RFC 4287 §4.1.1 and §4.1.2 require of feeds and entries alike; returns the texts. */
const checkCommon = (element: Element): ReadText[] => {
  const [id, title, updated] = ['id', 'title', 'updated'].map((name) => onceIn(element, name)) as [
    Element,
    Element,
    Element,
  ];
  check(URL.canParse(id.text), `${id.text} is no IRI`);
  check(new URL(id.text).href === id.text, `${id.text} is not normal (§4.2.6)`);
  check(instant.test(updated.text), `${updated.text} is no time (§3.3)`);
  const links = all(element, 'link');
  for (const { attributes } of links) check(URL.canParse(attributes.href ?? ''), `a link to ${attributes.href}`);
  const alternates = links.filter(({ attributes: { rel = 'alternate' } }) => rel === 'alternate');
  const variants = alternates.map(({ attributes: { type, hreflang } }) => `${type} ${hreflang}`);
  check(new Set(variants).size === variants.length, `two alternates of a type and language: ${variants}`);
  for (const { attributes } of [title, ...all(element, 'summary')])
    check(['text', undefined].includes(attributes.type), 'a text that is no text (§3.1.1)');
  const [published] = all(element, 'published');
  check(
    !published || (instant.test(published.text) && published.text <= updated.text),
    'published comes first (§4.2.9)',
  );
  for (const { text } of all(element, 'dcterms:date')) check(/^\d{4}-\d\d-\d\d$/.test(text), `${text} is no day`);
  for (const { text } of all(element, 'rights')) check(!URL.canParse(text), 'rights are for people (§4.2.10)');
  const labels = all(element, 'category').map(({ attributes, language }) => ({
    text: attributes.label ?? '',
    language,
  }));
  return [...[title, ...all(element, 'summary')].map(({ text, language }) => ({ text, language })), ...labels];
};

/** Checks a feed by the rules of RFC 4287; returns its texts. */
export const checkFeed = (feed: Element): ReadText[] => {
  check(feed.name === 'feed', feed.name);
  check((languageTags as readonly string[]).includes(feed.language), 'a feed says its language');
  const author = onceIn(feed, 'author');
  check(onceIn(author, 'name').text !== '', 'an author has a name (§3.2.1)');
  const self = all(feed, 'link').filter(({ attributes }) => attributes.rel === 'self');
  check(self.length === 1, 'a feed names itself (§4.1.1)');
  const entries = all(feed, 'entry');
  const ids = entries.map((entry) => onceIn(entry, 'id').text);
  check(new Set(ids).size === ids.length, `an id twice: ${ids}`);
  for (const entry of entries)
    check(
      all(entry, 'link').some(({ attributes }) => attributes.rel === 'alternate'),
      'an entry without content has an alternate (§4.1.2)',
    );
  const known = [
    'id',
    'title',
    'updated',
    'author',
    'link',
    'rights',
    'entry',
    'category',
    'summary',
    'published',
    'dcterms:date',
  ];
  for (const element of [feed, ...entries])
    for (const { name } of element.children) check(known.includes(name), `${name} in ${element.name}`);
  const newest = entries
    .map((entry) => onceIn(entry, 'updated').text)
    .sort()
    .at(-1);
  check(!newest || onceIn(feed, 'updated').text >= newest, 'a feed is as new as its newest entry');
  return [feed, ...entries].flatMap(checkCommon);
};

/** Atom, parsed by saxes and checked by the rules of RFC 4287. */
export const atomCase: FormatCase = {
  format: atom,
  unverifiedMark: 'stated',
  read: (body) => checkFeed(readXml(body)),
};
