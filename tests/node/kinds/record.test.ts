import { describe, expect, it } from 'vitest';
import { checkRecords } from '../../../cli/validate.ts';
import { defineKind, type KindDefinition, statusField } from '../../../src/kinds/definition.ts';
import { code, country, date, fileSize, link, list, maybe, period, text, url } from '../../../src/kinds/fields.ts';
import { definitionOf, definitions, kinds } from '../../../src/kinds/index.ts';
import { recordSchema } from '../../../src/kinds/record-schema.ts';
import { languageTags } from '../../../src/languages.ts';
import { recordOf } from '../../support/kinds/record.ts';

const laws: KindDefinition = defineKind({
  kind: 'laws',
  naming: 'titles',
  fields: {
    country: country(),
    enacted: date(),
    summary: text(1000),
    stages: list({ text: text(100), state: code('status', ['announced', 'done']), due: maybe(period()), page: url() }),
    size: maybe(fileSize()),
    repealedBy: maybe(link('laws')),
  },
  card: ['enacted', 'summary'],
  schemaOrg: { type: 'Legislation', fields: { enacted: 'legislationDate' } },
  order: { by: 'newest', date: 'enacted' },
  filters: ['repealedBy'],
  status: 'stages.state',
});

const slugOf = () => 'example';

describe('a record is made from the definition of its kind', () => {
  it.each([...definitions, laws].map((definition) => [definition.kind, definition] as const))('%s', (_, definition) => {
    for (const optional of [true, false]) {
      const record = recordOf(definition, { languages: languageTags, slugOf, optional });
      expect(recordSchema(definition).safeParse(record).error).toBeUndefined();
    }
  });

  it('records of all kinds that link to each other are valid together', () => {
    const files = kinds.map((kind) => {
      const record = recordOf(definitionOf(kind), { languages: languageTags, slugOf, optional: false });
      return { file: `content/${kind}/example.json`, kind, slug: 'example', record };
    });
    const { ready } = checkRecords(files);
    expect(ready.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  });
});

describe('a definition that contradicts itself is refused', () => {
  it.each([
    ['card', { card: ['title'] }],
    ['cardFacts', { cardFacts: ['title'] }],
    ['pageFacts', { pageFacts: ['title'] }],
    ['status', { status: 'title' }],
  ])('%s has the name of no field', (_, change) =>
    expect(() => defineKind({ ...laws, ...change })).toThrow('laws: there is no field title'),
  );
});

it('the statuses to filter by are the codes of the field that a definition names', () => {
  expect(statusField(laws)?.codes).toEqual(['announced', 'done']);
  expect(statusField(definitionOf('actions'))?.codes).toEqual(['announced', 'ongoing', 'done']);
  expect(statusField(definitionOf('outcomes'))?.codes).toEqual(['announced', 'ongoing', 'done']);
  expect(statusField(definitionOf('terms'))).toBeUndefined();
});
