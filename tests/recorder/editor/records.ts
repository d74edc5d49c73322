import { readingOf } from '../../support/reading.ts';
import type { RecordInput } from './session.ts';

// Made-up records.

const provenance = {
  sources: [{ href: 'https://example.jp/source', language: 'en' }],
  licence: 'https://creativecommons.org/licenses/by/4.0/',
};

/** A term. */
export const term = (word: string, definition = word): RecordInput => ({
  facts: { ...provenance },
  texts: {
    ja: { name: `用語${word}`, reading: `ようご${readingOf(word)}`, definition: `${definition}の定義。` },
    en: { name: `Term ${word}`, definition: `What ${definition} means.` },
  },
});

/** A term whose record names the languages to publish it in. */
export const termIn = (languages: readonly string[], word: string) => {
  const { facts, texts } = term(word);
  return { languages, facts, texts: Object.fromEntries(languages.map((tag) => [tag, texts[tag] ?? {}])) };
};

/** An organisation, which may link to others. */
export const organisation = (word: string, links: Record<string, string> = {}): RecordInput => ({
  facts: { country: 'JP', ...links, ...provenance },
  texts: { ja: { name: `機関${word}`, reading: `きかん${readingOf(word)}` }, en: { name: `Body ${word}` } },
});

/** An office of an organisation. */
export const role = (word: string, of: string): RecordInput => ({
  facts: { organisation: of, ...provenance },
  texts: { ja: { name: `職${word}`, reading: `しょく${readingOf(word)}` }, en: { name: `Office ${word}` } },
});

/** A notice of withdrawal in both languages. */
export const notice = { ja: '掲載を終了しました。', en: 'No longer published.' };

const withFacts = (facts: object) => ({ ...term('fault'), facts: { ...term('fault').facts, ...facts } });
const withEnglish = (texts: object) => {
  const { facts, texts: own } = term('fault');
  return { facts, texts: { ...own, en: { ...own.en, ...texts } } };
};
const without = (language: string) => {
  const { facts, texts } = term('fault');
  return { facts, texts: Object.fromEntries(Object.entries(texts).filter(([tag]) => tag !== language)) };
};

/** Terms that are invalid, each in another way; the last in many ways at once. */
export const invalidTerms: readonly unknown[] = [
  null,
  5,
  [],
  {},
  { ...term('fault'), colour: 1 },
  withFacts({ colour: 1, 'a/b~c': 1 }),
  withFacts({ sources: [] }),
  withFacts({ sources: 'none' }),
  withFacts({ sources: [{ href: 'javascript:alert(1)', language: 'en' }] }),
  withFacts({ sources: Array(51).fill({ href: 'https://example.jp/', language: 'ja' }) }),
  withFacts({ licence: undefined }),
  withFacts({ unverified: ['name', '/nothing'] }),
  withFacts({ unnamed: ['en'] }),
  withFacts({ aliases: [{ text: '', language: 'fr', source: 'x' }] }),
  without('en'),
  { ...term('fault'), texts: {} },
  { ...term('fault'), texts: { ...term('fault').texts, fr: {} } },
  { ...term('fault'), languages: [] },
  { ...term('fault'), languages: ['fr'] },
  { ...term('fault'), published: 'yesterday' },
  withEnglish({ definition: undefined }),
  withEnglish({ name: undefined }),
  withEnglish({ definition: '' }),
  withEnglish({ definition: ' x' }),
  withEnglish({ definition: 'a\nb' }),
  withEnglish({ definition: 'x'.repeat(1001) }),
  withEnglish({ name: 'x'.repeat(301) }),
  withEnglish({ note: 'In English alone.' }),
  withEnglish({ colour: 'red', reading: 'x' }),
  {
    published: 7,
    languages: ['ja', 'fr'],
    colour: 1,
    facts: { sources: [{ href: 'x', language: 'xx', more: 1 }], licence: 7, unverified: '/name' },
    texts: { ja: { name: 5, definition: '' }, en: { definition: null, extra: {} } },
  },
];

/** Facts that make a valid record of another kind invalid. */
export const invalidFacts: readonly [name: string, facts: Record<string, unknown>][] = [
  ['councils/council-2-2024', { ordinal: '2' }],
  ['councils/council-2-2024', { ordinal: 2.5, date: '2027-02-30', mode: 'telepathic' }],
  ['councils/council-2-2024', { attendances: [{ side: 'FR', participant: 'Kono', role: '', organisation: null }] }],
  [
    'councils/council-2-2024',
    {
      photographs: [
        { key: 'one', page: 'https://example.jp/1' },
        { key: 'one', page: 'x' },
      ],
    },
  ],
  ['outcomes/council-2-2024-data', { commitments: [{ key: 'new', kind: 'dance', status: 'done' }] }],
  ['outcomes/council-2-2024-data', { date: '2024-01-17' }],
  ['outcomes/council-2-2024-data', { council: 'council-9-2099', action: 'nothing' }],
  ['organisations/mic', { parent: 'mic' }],
  ['organisations/mic', { parent: '../mic', country: 'Japan', established: '1949' }],
  ['documents/joint-statement-2025', { type: 'poem', size: { bytes: -1 }, url: 'ftp://example.jp/' }],
  ['participants/kono-taro', { order: 'alphabetical' }],
  ['actions/data', { status: 'forgotten', order: 'first', partnership: ['a'] }],
  [
    'partnerships/japan-uk-digital-partnership',
    { level: 'royal', launched: '2022-13-01', successor: 'japan-uk-digital-partnership' },
  ],
];
