import { definitionOf, type Kind } from '../../../src/kinds/index.ts';
import type { Language } from '../../../src/languages.ts';
import { readingOf } from '../reading.ts';
import { organisationOf, roleOf, termOf } from './client.ts';

/** The slugs of the items of every kind, by which they link to each other. */
export const slugs = ['alpha', 'beta', 'gamma'] as const;

/** Chooses the slug that a record links to at each position; undefined leaves an optional link out. */
export type LinkChoice = (position: number) => string | undefined;

/** What differs between the records of a kind: a word for its names and texts, its links, its languages. */
export interface RecordInput {
  word: string;
  links: LinkChoice;
  languages: Language[] | undefined;
}

interface MadeRecord {
  facts: object;
  texts: Partial<Record<Language, object>>;
}

const date = '2024-01-16';
const { facts: provenance } = termOf('');

const summarised = (word: string) => ({
  ja: { name: `件名${word}`, summary: `${word}の概要。` },
  en: { name: `Title ${word}`, summary: `What ${word} is.` },
});

const withoutUndefined = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const makers: Readonly<Partial<Record<Kind, (word: string, link: LinkChoice) => MadeRecord>>> = {
  terms: termOf,
  organisations: (word, link) => {
    const [parent, predecessor] = [link(5), link(6)];
    return organisationOf(word, { ...(parent && { parent }), ...(predecessor && { predecessor }) });
  },
  roles: (word, link) => roleOf(word, link(0) ?? slugs[0]),
  participants: (word) => ({
    facts: { order: 'family-given', ...provenance },
    texts: {
      ja: { name: { family: '姓', given: word, reading: `せい ${readingOf(word)}` } },
      en: { name: { family: 'Family', given: word } },
    },
  }),
  partnerships: (word, link) => ({
    facts: { level: 'ministerial', launched: date, ...withoutUndefined({ successor: link(5) }), ...provenance },
    texts: summarised(word),
  }),
  actions: (word, link) => ({
    facts: {
      order: word.charCodeAt(0),
      status: word === 'A' ? 'done' : 'ongoing',
      partnership: link(0) ?? slugs[0],
      ...provenance,
    },
    texts: summarised(word),
  }),
  councils: (word, link) => {
    const attendance = {
      side: 'JP',
      participant: link(1) ?? slugs[0],
      role: link(2) ?? slugs[0],
      organisation: link(3) ?? slugs[0],
    };
    return {
      facts: {
        ordinal: word.charCodeAt(0),
        date,
        mode: 'online',
        partnership: link(0) ?? slugs[0],
        attendances: word === 'C' ? [] : [attendance],
        related: [{ href: 'https://example.jp/', language: 'en', publisher: link(4) ?? slugs[0] }],
        ...provenance,
      },
      texts: summarised(word),
    };
  },
  outcomes: (word, link) => ({
    facts: {
      order: word.charCodeAt(0),
      date,
      council: link(0) ?? slugs[0],
      ...withoutUndefined({ action: link(1) }),
      commitments: [{ key: 'first', kind: 'project', status: word === 'A' ? 'announced' : 'done' }],
      ...provenance,
    },
    texts: {
      ja: { summary: `${word}の成果。`, commitments: { first: { text: `${word}を行う。` } } },
      en: { summary: `What ${word} brought.`, commitments: { first: { text: `Do ${word}.` } } },
    },
  }),
  documents: (word, link) => ({
    facts: {
      type: word === 'A' ? 'agreement' : 'memorandum',
      date,
      ...withoutUndefined({ publisher: link(0), council: link(1) }),
      copies: [{ href: 'https://example.jp/copy', language: 'en', publisher: link(4) ?? slugs[0] }],
      ...provenance,
    },
    texts: word === 'B' ? { ja: { name: '文書B' }, en: { name: 'Document B' } } : { ja: {}, en: {} },
  }),
};

// A kind without an entry above: its dates, codes, links and texts follow from its definition.
const byDefinition = (kind: Kind, word: string, link: LinkChoice): MadeRecord => {
  const fields = Object.entries(definitionOf(kind).fields);
  let place = 0;
  const facts = fields.map(([name, field]): [string, unknown] => {
    if (field.type === 'link') {
      const slug = link(place++);
      return [name, field.required ? (slug ?? slugs[0]) : slug];
    }
    if (field.type !== 'fact' || !field.required) return [name, undefined];
    if (!field.codes && field.worded !== 'date') throw new Error(`tests/support/editor/every-kind.ts: ${kind}.${name}`);
    return [name, field.codes?.[0] ?? date];
  });
  const texts = (language: Language) =>
    Object.fromEntries([
      ['name', `${kind} ${word}, ${language}`],
      ...fields.flatMap(([name, { type }]) => (type === 'text' ? [[name, `${name} ${word}, ${language}`]] : [])),
    ]);
  return {
    facts: { ...withoutUndefined(Object.fromEntries(facts)), ...provenance },
    texts: { ja: texts('ja'), en: texts('en') },
  };
};

/** A record of any kind, as the API takes it. */
export const recordOfKind = (kind: Kind, { word, links, languages }: RecordInput) => {
  const { facts, texts } = makers[kind]?.(word, links) ?? byDefinition(kind, word, links);
  return { facts, texts, ...(languages && { languages }) };
};
