import { describe, expect, it } from 'vitest';
import type { RecordFile } from '../../../cli/records.ts';
import { checkRecords } from '../../../cli/validate.ts';
import { describeError, type Rule } from '../../../src/commands/validate/errors.ts';
import { at } from '../../support/pointer.ts';
import { recordFiles } from '../../support/records.ts';

interface Written {
  published: string;
  languages?: string[];
  facts: Record<string, unknown> & { sources: { href: string }[]; unnamed?: string[] };
  texts: Record<string, Record<string, unknown>>;
}

const fileOf = (name: string): RecordFile & { record: Written } => {
  const found = recordFiles.find(({ file }) => file === `content/${name}.json`);
  if (!found) throw new Error(`there is no ${name}`);
  return { ...found, record: structuredClone(found.record) as Written };
};
/** All records, one of them changed by `change` or replaced by what it gives. */
const withChange = (name: string, change: (record: Written) => unknown): RecordFile[] => {
  const changed = fileOf(name);
  const record = change(changed.record) ?? changed.record;
  return recordFiles.map((each) => (each.file === changed.file ? { ...changed, record } : each));
};
const term = (facts: object = {}): Written => ({
  published: '2026-12-24T00:00:00Z',
  facts: {
    ...facts,
    sources: [{ href: 'https://www.example.org/' }].map((one) => ({ ...one, language: 'en' })),
    licence: 'https://example.org/',
  },
  texts: { ja: { name: '量', definition: '大きさ。' }, en: { name: 'quantity', definition: 'How much.' } },
});
const added = (kind: string, slug: string, record: unknown = term()): RecordFile => ({
  file: `content/${kind}/${slug}.json`,
  kind,
  slug,
  record,
});

/** What one mistake in one file is answered with: the file, where, which rule, and what to do in both languages. */
const expectFault = (files: RecordFile[], file: string, pointer: string, rule: Rule) => {
  const { errors } = checkRecords(files);
  expect(errors.map((error) => [error.file, error.pointer, error.rule])).toEqual([
    [`content/${file}.json`, pointer, rule],
  ]);
  for (const error of errors) {
    const [ja, en] = [describeError('ja', error), describeError('en', error)];
    expect(ja).toMatch(/[ぁ-んァ-ン].*。$/);
    expect(en).toMatch(/^[A-Z].*\.$/s);
    expect(ja + en).not.toMatch(/\{\{|undefined|\(\?:|\[object|faults\./);
  }
};

const set = (pointer: string, value: unknown) => (record: Written) => {
  const cut = pointer.lastIndexOf('/');
  (at(record, pointer.slice(0, cut)) as Record<string, unknown>)[pointer.slice(cut + 1)] = value;
};
const drop = (pointer: string) => (record: Written) => {
  const cut = pointer.lastIndexOf('/');
  delete (at(record, pointer.slice(0, cut)) as Record<string, unknown>)[pointer.slice(cut + 1)];
};

const named = (languages: string[], change: (record: Written) => unknown) => (record: Written) => {
  set('/languages', languages)(record);
  change(record);
};

const data = 'actions/data';
const outcome = 'outcomes/council-2-2024-data';
const report = 'documents/progress-report-2024';

describe('an invalid record → its errors with a pointer and what to do', () => {
  it.each<[string, string, (record: Written) => unknown, string, Rule]>([
    [
      'a language that it names and has no texts in',
      data,
      named(['ja', 'en'], drop('/texts/en')),
      '/texts/en',
      'missingLanguage',
    ],
    ['an unknown language', data, set('/texts/fr', {}), '/texts/fr', 'unknownKey'],
    ['a missing text', data, drop('/texts/en/summary'), '/texts/en/summary', 'missing'],
    ['a text in one language only', data, set('/texts/ja/note', '注'), '/texts/en/note', 'missingText'],
    ['an empty text', data, set('/texts/en/summary', ''), '/texts/en/summary', 'tooSmall'],
    ['a text too long', data, set('/texts/ja/summary', 'あ'.repeat(1001)), '/texts/ja/summary', 'tooBig'],
    ['space around a text', data, set('/texts/ja/summary', ' あ'), '/texts/ja/summary', 'plain'],
    ['a control character', data, set('/texts/ja/summary', 'あ\u0007い'), '/texts/ja/summary', 'plain'],
    ['a line feed', data, set('/texts/en/summary', 'One.\nTwo.'), '/texts/en/summary', 'plain'],
    ['a bidirectional override', data, set('/texts/en/summary', 'a\u202Eb'), '/texts/en/summary', 'plain'],
    ['an unpaired surrogate', data, set('/texts/en/summary', 'a\uD83D'), '/texts/en/summary', 'plain'],
    [
      'a control character in a fact',
      'organisations/mic',
      set('/facts/abbreviation', 'M\u0007'),
      '/facts/abbreviation',
      'plain',
    ],
    ['an override in a stated size', report, set('/facts/size/stated', '\u202EBK113'), '/facts/size/stated', 'plain'],
    ['a number for a text', data, set('/texts/en/summary', 7), '/texts/en/summary', 'type'],
    ['a missing fact', data, drop('/facts/status'), '/facts/status', 'missing'],
    ['an unknown field', data, set('/facts/colour', 'red'), '/facts/colour', 'unknownKey'],
    ['an unknown text', data, set('/texts/ja/sumary', 'あ'), '/texts/ja/sumary', 'unknownKey'],
    ['an unknown code', data, set('/facts/status', 'finished'), '/facts/status', 'value'],
    [
      'a day that does not exist',
      'partnerships/uk-japan-digital-group',
      set('/facts/launched', '2022-02-30'),
      '/facts/launched',
      'date',
    ],
    [
      'a day of the year 0, which there was not',
      'partnerships/uk-japan-digital-group',
      set('/facts/launched', '0000-03-01'),
      '/facts/launched',
      'date',
    ],
    [
      'a period that begins in the year 0',
      'outcomes/council-2-2024-semiconductors',
      set('/facts/commitments/0/due/from', '0000-01-01'),
      '/facts/commitments/0/due/from',
      'date',
    ],
    [
      'an instant in the year 0',
      'partnerships/uk-japan-digital-group',
      set('/published', '0000-01-01T00:00:00Z'),
      '/published',
      'date',
    ],
    [
      'a day in words',
      'partnerships/uk-japan-digital-group',
      set('/facts/launched', '令和4年5月4日'),
      '/facts/launched',
      'date',
    ],
    [
      'a period that ends before it begins',
      'outcomes/council-2-2024-semiconductors',
      set('/facts/commitments/0/due/until', '2023-12-31'),
      '/facts/commitments/0/due/until',
      'period',
    ],
    ['a time that does not exist', data, set('/published', '2026-11-23T25:00:00Z'), '/published', 'format'],
    ['a date of its own', outcome, set('/facts/date', '2024-01-17'), '/facts/date', 'disagreement'],
    ['a dangling reference', outcome, set('/facts/action', 'nope'), '/facts/action', 'dangling'],
    [
      'one in a list',
      'councils/council-2-2024',
      set('/facts/attendances/2/role', 'nope'),
      '/facts/attendances/2/role',
      'dangling',
    ],
    ['a reference to itself', 'organisations/gds', set('/facts/parent', 'gds'), '/facts/parent', 'self'],
    ['a malformed reference', outcome, set('/facts/action', 'No/Pe'), '/facts/action', 'format'],
    ['an address that is none', data, set('/facts/licence', 'somewhere'), '/facts/licence', 'format'],
    [
      'a script for an address',
      data,
      set('/facts/sources/0/href', 'javascript:alert(1)'),
      '/facts/sources/0/href',
      'format',
    ],
    [
      'a line feed in an address',
      data,
      set('/facts/licence', 'https://example.org/\nX: y'),
      '/facts/licence',
      'format',
    ],
    [
      'an override in an address',
      data,
      set('/facts/licence', 'https://example.org/\u202Egpj'),
      '/facts/licence',
      'format',
    ],
    [
      'an address that would end a Link',
      data,
      set('/facts/licence', 'https://example.org/>; rel="x'),
      '/facts/licence',
      'format',
    ],
    ['a doubt about nothing', data, set('/facts/unverified', ['/nope']), '/facts/unverified/0', 'pointer'],
    ['no source', data, set('/facts/sources', []), '/facts/sources', 'tooSmall'],
    ['no name', 'terms/dfft', drop('/texts/ja/name'), '/texts/ja/name', 'noName'],
    [
      'no name, of what words should name',
      'documents/press-da-2024-en',
      drop('/facts/unnamed'),
      '/texts/ja/name',
      'noName',
    ],
    ['a name that is said not to exist', data, set('/facts/unnamed', ['ja']), '/facts/unnamed', 'named'],
    [
      'a key that repeats',
      outcome,
      set('/facts/commitments/1/key', 'dfft-and-iap'),
      '/facts/commitments/1/key',
      'keys',
    ],
    ['a file that holds a list', data, () => [], '', 'type'],
    ['a file that holds nothing', data, () => 'null', '', 'type'],
  ])('%s: %s', (_, name, change, pointer, rule) => {
    const { errors } = checkRecords(withChange(name, change));
    if (rule === 'keys') expect(errors[0]).toMatchObject({ file: `content/${name}.json`, pointer, rule });
    else expectFault(withChange(name, change), name, pointer, rule);
  });

  it('a record that names no languages needs none but those it has texts in', () => {
    const { facts, texts } = term();
    const { errors, ready } = checkRecords([
      ...recordFiles,
      added('terms', 'alone', { facts, texts: { en: texts.en } }),
    ]);
    expect(errors).toEqual([]);
    expect(ready).toHaveLength(recordFiles.length + 1);
  });

  it('a due period has days, or words in every language, or both', () => {
    const semiconductors = 'outcomes/council-2-2024-semiconductors';
    const commitment = '/commitments/industry-academia-government-workshop';
    const withoutWords = (...languages: string[]) =>
      checkRecords(
        withChange(semiconductors, (record) => {
          for (const language of languages) drop(`/texts/${language}${commitment}/due`)(record);
        }),
      ).errors;
    expect(withoutWords('ja', 'en')).toEqual([]);
    expect(withoutWords('ja').map(({ pointer, rule }) => [pointer, rule])).toEqual([
      [`/texts/ja${commitment}/due`, 'missingText'],
      [`/texts/ja${commitment}/due/text`, 'missingText'],
    ]);
    expect(checkRecords(withChange(semiconductors, drop('/facts/commitments/0/due'))).errors).toEqual([]);
  });

  it('a record without texts lacks every language', () => {
    const { errors } = checkRecords([...recordFiles, added('terms', 'mute', { facts: term().facts, texts: {} })]);
    expect(errors.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/texts/ja', 'missingLanguage'],
      ['/texts/en', 'missingLanguage'],
    ]);
  });

  it.each<[string, RecordFile, Rule]>([
    ['a duplicate', { ...fileOf('terms/dfft'), file: 'content/terms/dfft.copy.json' }, 'duplicate'],
    ['an unknown kind', added('persons', 'tanaka'), 'unknownKind'],
    ['a malformed slug', added('terms', 'Data_Flow'), 'malformedSlug'],
    ['a slug too long', added('terms', 'a'.repeat(81)), 'malformedSlug'],
    ['invalid JSON', { ...added('terms', 'broken'), record: undefined, malformed: 'Unexpected end' }, 'malformedJson'],
    ['a record that inherits', added('terms', 'inherit', JSON.parse('{"__proto__":{"published":"x"}}')), 'missing'],
  ])('%s', (_, file, rule) => {
    const { errors, ready } = checkRecords([...recordFiles, file]);
    expect(new Set(errors.map((error) => error.file))).toEqual(new Set([file.file]));
    expect(errors.some((error) => error.rule === rule)).toBe(true);
    expect(ready).toHaveLength(recordFiles.length);
  });
});
