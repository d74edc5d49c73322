import { describe, expect, it } from 'vitest';
import { checkDraft } from '../../../src/commands/validate/check-draft.ts';
import type { ValidationError } from '../../../src/commands/validate/errors.ts';
import { findWarnings } from '../../../src/commands/validate/warnings.ts';
import { recordOf } from '../../support/editor/workflow.ts';
import { set } from '../../support/pointer.ts';

interface OutcomeRecord {
  facts: { commitments: object[] };
  texts: { en: { note: string } };
}
const outcome: OutcomeRecord = JSON.parse(JSON.stringify(recordOf('outcomes', 'council-2-2024-semiconductors')));

/** A copy of a record without what a JSON Pointer leads to. */
const remove = (record: OutcomeRecord, pointer: string): OutcomeRecord =>
  JSON.parse(JSON.stringify(set(record, pointer, undefined)));

const said = (errors: readonly ValidationError[]) => errors.map(({ pointer, rule }) => [pointer, rule]);
const check = (record: unknown) => {
  const { errors, missing, checked } = checkDraft('outcomes', 'new-outcome', record, 'new-outcome');
  return { errors: said(errors), missing: said(missing), warnings: checked ? said(findWarnings(checked)) : undefined };
};

describe('a draft lacks something', () => {
  it('facts → its texts are checked all the same', () => {
    const record = set(remove(outcome, '/facts'), '/texts/ja/summary', 'よ\u2060い。');
    expect(check(record)).toEqual({
      errors: [['/texts/ja/summary', 'character']],
      missing: [
        ['/facts', 'missing'],
        ['/texts/ja/commitments/industry-academia-government-workshop', 'keys'],
        ['/texts/en/commitments/industry-academia-government-workshop', 'keys'],
      ],
      warnings: [],
    });
  });

  it('one fact → links to itself, periods and what leads to nothing are found', () => {
    const wrong = set(remove(outcome, '/facts/date'), '/facts/unverified', ['/nothing']);
    const record = set(wrong, '/facts/commitments/0/due', { from: '2024-03-31', until: '2024-01-01' });
    expect(check(record)).toMatchObject({
      errors: [
        ['/facts/commitments/0/due/until', 'period'],
        ['/facts/unverified/0', 'pointer'],
      ],
      missing: [['/facts/date', 'missing']],
    });
  });

  it('a language that it names → the other is checked, and warned of', () => {
    const one = remove(outcome, '/texts/en');
    const record = set(
      { ...one, languages: ['ja', 'en'] },
      '/texts/ja/summary',
      'Written in the wrong language, alas.',
    );
    expect(check(set(record, '/texts/ja/note', ' 余白'))).toEqual({
      errors: [['/texts/ja/note', 'plain']],
      missing: [['/texts/en', 'missingLanguage']],
      warnings: [],
    });
  });

  it('a text → what is written in the other language is warned of', () => {
    const same = set(outcome, '/texts/ja/note', outcome.texts.en.note);
    expect(check(remove(same, '/texts/ja/summary'))).toEqual({
      errors: [],
      missing: [['/texts/ja/summary', 'missing']],
      warnings: [
        ['/texts/ja/note', 'sameText'],
        ['/texts/en/note', 'sameText'],
      ],
    });
  });

  it('the key of an entry → its place is named, not another', () => {
    const record = set(outcome, '/facts/commitments', [
      { kind: 'event', status: 'announced' },
      ...outcome.facts.commitments,
      ...outcome.facts.commitments,
    ]);
    expect(check(record)).toMatchObject({
      errors: [['/facts/commitments/2/key', 'keys']],
      missing: [['/facts/commitments/0/key', 'missing']],
    });
  });
});

describe('a draft is wrong in two ways', () => {
  it('an unknown field and a character → both are said', () => {
    const record = set(set(outcome, '/facts/colour', 'blue'), '/texts/en/summary', 'Go\u00ADod.');
    expect(check(record).errors).toEqual([
      ['/facts/colour', 'unknownKey'],
      ['/texts/en/summary', 'character'],
    ]);
  });

  it('a day that does not exist, and one text that is missing → each once', () => {
    const record = remove(set(outcome, '/facts/date', '2024-02-30'), '/texts/en/note');
    expect(check(record)).toMatchObject({
      errors: [['/facts/date', 'date']],
      missing: [['/texts/en/note', 'missingText']],
    });
  });

  it.each<[string, unknown]>([
    ['no object', 'text'],
    ['facts are a list', set(outcome, '/facts', [])],
    ['a list is a text', set(outcome, '/facts/commitments', 'none')],
    ['an entry is a text', set(outcome, '/facts/commitments/0', 'none')],
    ['a text is a number', set(outcome, '/texts/ja/summary', 5)],
    ['a language is null', set(outcome, '/texts/ja', null)],
  ])('%s: it has not the form of a record → that alone is said', (_, record) => {
    const { errors, warnings } = check(record);
    expect([errors.length, warnings]).toEqual([1, undefined]);
  });
});
