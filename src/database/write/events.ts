import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { db } from '../connection.ts';
import { jsonChunks, jsonEach } from '../json.ts';
import { type ExpectingValue, expectationsHold } from './expectations.ts';

interface EventValue extends ExpectingValue {
  at: string;
  command: string;
  edition: number | null;
  revision: number | null;
  detail: string;
}

// The event's time, or NULL where an expectation no longer holds: the table refuses NULL, so that nothing of the batch is
// written. D1 has no other way to make a condition that holds for the whole of a batch.
const insertEvents = (json: string) =>
  db
    .insertInto('events')
    .columns(['at', 'who', 'command', 'item', 'edition', 'revision', 'detail'])
    .expression(
      db.selectFrom(jsonEach<EventValue, 'event'>(json, 'event')).select((eb) => {
        const value = () => eb.ref('event.value', '->>');
        return [
          eb.case().when(expectationsHold(eb)).then(value().key('at')).end().$notNull().as('at'),
          value().key('who').as('who'),
          value().key('command').as('command'),
          value().key('item').as('item'),
          value().key('edition').as('edition'),
          value().key('revision').as('revision'),
          value().key('detail').as('detail'),
        ];
      }),
    );

/** The statements that record changes as events, and refuse the batch where an expectation no longer holds. */
export const eventStatements = (changes: readonly Change[]): Compilable<unknown>[] =>
  jsonChunks(
    changes.map(
      ({ command, by, item, expects, live, draft, detail = {} }): EventValue => ({
        at: by.at,
        who: by.who,
        command,
        item: item.id,
        kind: item.kind,
        slug: item.slug,
        edition: live?.edition.number ?? null,
        revision: draft && 'revision' in draft ? draft.revision : null,
        expects,
        detail: JSON.stringify(detail),
      }),
    ),
  ).map(insertEvents);
