import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import type { EditionsTable } from '../schema.generated.ts';

// The primary key (item, number) refuses the second of two publications, and with it the whole batch.
const insertEditions = (json: string): Compilable<unknown> =>
  db
    .insertInto('editions')
    .columns(['item', 'number', 'facts', 'texts', 'withdrawals', 'published'])
    .expression(
      db.selectFrom(jsonEach<EditionsTable, 'edition'>(json, 'edition')).select((eb) => {
        const value = eb.ref('edition.value', '->>');
        return [
          value.key('item').as('item'),
          value.key('number').as('number'),
          value.key('facts').as('facts'),
          value.key('texts').as('texts'),
          value.key('withdrawals').as('withdrawals'),
          value.key('published').as('published'),
        ];
      }),
    );

/** The statements that add the editions of changes. */
export const editionStatements = (changes: readonly Change[]): Compilable<unknown>[] => {
  const editions = changes.flatMap(({ item, editions = [] }) =>
    editions.map(
      ({ number, facts, texts, withdrawals, published }): EditionsTable => ({
        item: item.id,
        number,
        facts: JSON.stringify(facts),
        texts: JSON.stringify(texts),
        withdrawals: JSON.stringify(withdrawals),
        published,
      }),
    ),
  );
  return jsonChunks(editions).map(insertEditions);
};
