import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { schemaVersions } from '../../kinds/schema-versions.generated.ts';
import { db } from '../connection.ts';
import { jsonChunks } from '../json.ts';
import type { EditionsTable } from '../schema.generated.ts';
import { selectRows } from './rows.ts';

type EditionValue = Omit<EditionsTable, 'event'>;

/** The columns of an edition but for its event. */
export const editionColumns = [
  'item',
  'number',
  'facts',
  'texts',
  'withdrawals',
  'published',
  'schema',
  'erased',
] as const;

/** The newest event: in a batch, one of those that it begins with. */
export const newestEvent = db.selectFrom('events').select((eb) => eb.fn.max('id').as('id'));

// The primary key (item, number) refuses the second of two publications, and with it the whole batch.
const insertEditions = (json: string): Compilable<unknown> =>
  db
    .insertInto('editions')
    .columns([...editionColumns, 'event'])
    .expression(selectRows<EditionValue>(json, editionColumns).select((eb) => eb.parens(newestEvent).as('event')));

/**
 * The statements that add the editions of changes. One that is published here was checked against the schema of its kind
 * as it is; one that is imported says itself against which.
 */
export const editionStatements = (changes: readonly Change[]): Compilable<unknown>[] => {
  const editions = changes.flatMap(({ command, item, editions = [] }) =>
    editions.map(
      ({ number, facts, texts, withdrawals, published, schema, erased }): EditionValue => ({
        item: item.id,
        number,
        facts: JSON.stringify(facts),
        texts: JSON.stringify(texts),
        withdrawals: JSON.stringify(withdrawals),
        published,
        schema: (command === 'import' ? schema : schemaVersions[item.kind]) ?? null,
        erased: erased ?? null,
      }),
    ),
  );
  return jsonChunks(editions).map(insertEditions);
};
