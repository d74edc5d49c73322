import { definitionOf, type Kind } from '../../../src/kinds/index.ts';
import type { Language } from '../../../src/languages.ts';
import { organisationOf, roleOf, termOf } from './client.ts';

/** The slugs that items of every kind bear, and point at each other by. */
export const slugs = ['alpha', 'beta', 'gamma'] as const;

/** Which slug stands at each of the places where a record points at another; none, where it may be left out. */
export type Pick = (place: number) => string | undefined;

/** What a record says, as far as it matters: a word for its names and texts, what it points at, its languages. */
export interface RecordInput {
  word: string;
  links: Pick;
  languages: Language[] | undefined;
}

interface Made {
  facts: object;
  texts: Partial<Record<Language, object>>;
}

const date = '2024-01-16';
const { facts: provenance } = termOf('');

const summarised = (word: string) => ({
  ja: { name: `件名${word}`, summary: `${word}の概要。` },
  en: { name: `Title ${word}`, summary: `What ${word} is.` },
});

const given = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

const makers: Readonly<Partial<Record<Kind, (word: string, link: Pick) => Made>>> = {
  terms: termOf,
  organisations: (word, link) => {
    const [parent, predecessor] = [link(5), link(6)];
    return organisationOf(word, { ...(parent && { parent }), ...(predecessor && { predecessor }) });
  },
  roles: (word, link) => roleOf(word, link(0) ?? slugs[0]),
  participants: (word) => ({
    facts: { order: 'family-given', ...provenance },
    texts: {
      ja: { name: { family: '姓', given: word, reading: `せい ${word}` } },
      en: { name: { family: 'Family', given: word } },
    },
  }),
  partnerships: (word, link) => ({
    facts: { level: 'ministerial', launched: date, ...given({ successor: link(5) }), ...provenance },
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
      ...given({ action: link(1) }),
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
      ...given({ publisher: link(0), council: link(1) }),
      copies: [{ href: 'https://example.jp/copy', language: 'en', publisher: link(4) ?? slugs[0] }],
      ...provenance,
    },
    texts: word === 'B' ? { ja: { name: '文書B' }, en: { name: 'Document B' } } : { ja: {}, en: {} },
  }),
};

// A kind of which nothing else is needed here: its dates, codes, links and texts, by its definition.
const byDefinition = (kind: Kind, word: string, link: Pick): Made => {
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
  return { facts: { ...given(Object.fromEntries(facts)), ...provenance }, texts: { ja: texts('ja'), en: texts('en') } };
};

/** A record of any kind, as the API takes it. */
export const everyKindOf = (kind: Kind, { word, links, languages }: RecordInput) => {
  const { facts, texts } = makers[kind]?.(word, links) ?? byDefinition(kind, word, links);
  return { facts, texts, ...(languages && { languages }) };
};
