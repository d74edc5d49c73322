import { describe, expect, it } from 'vitest';
import config from '../../../config.json' with { type: 'json' };
import { missingKeys } from '../../../src/i18n/missing-messages.ts';
import { checkPartnership } from '../../../tools/partnership.ts';

const [japanese, english] = config.languages;
const { terms: _, ...withoutTerms } = config.examples;

describe('an invalid config.json → its errors', () => {
  it('our own has no errors', () => {
    expect(checkPartnership(config)).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    [
      'a time zone that there is not',
      { timeZone: 'Europe/Cardiff' },
      ['timeZone: expected a time zone of the IANA database, such as Europe/London'],
    ],
    [
      'a default language that is not one of the languages',
      { defaultLanguage: 'cy' },
      ['defaultLanguage: "cy" is not the tag of one of the languages'],
    ],
    [
      'a fallback that is not one of the languages',
      { languages: [japanese, { ...english, fallback: ['fr'] }] },
      ['languages.1.fallback: "fr" is not the tag of one of the languages'],
    ],
    ['a language twice', { languages: [japanese, english, english] }, ['languages: "en" is there twice']],
    [
      'a kind that others link to is left out',
      {
        kinds: [
          'terms',
          'partnerships',
          'councils',
          'actions',
          'outcomes',
          'participants',
          'organisations',
          'documents',
        ],
      },
      ['kinds: "councils" needs "roles"', 'kinds: "organisations" needs "roles"'],
    ],
    [
      'an operator without a name in each language',
      { operator: { ...config.operator, name: { ja: '運営者', fr: 'Exploitant' } } },
      ['operator.name: there is none in "en"', 'operator.name.fr: "fr" is not the tag of one of the languages'],
    ],
    [
      'a contact that nobody can write to',
      { operator: { ...config.operator, contact: 'contact@ministry.go.jp' } },
      ['operator.contact: expected mailto: and one address, or an https URL'],
    ],
    ['a kind without an example', { examples: withoutTerms }, ['examples: "terms" has none']],
  ])('%s', (_, change, faults) => {
    expect([...new Set(checkPartnership({ ...config, ...change }))]).toEqual(faults);
  });
});

describe('incomplete locale files → the missing messages', () => {
  it('by language and key; plural forms count as their key, and a context is optional', () => {
    const cy = { count_zero: 'a', count_many: 'b', name: 'c', greeting: 'd', greeting_formal: 'e' };
    const en = { count_one: 'a', count_other: 'b', greeting: 'd', page: { title: 'f' } };
    expect(missingKeys({ cy, en })).toEqual(['cy:page.title', 'en:name']);
  });

  it('an empty message is missing', () => {
    expect(missingKeys({ cy: { name: '' }, en: { name: 'a' } })).toEqual(['cy:name']);
  });
});
