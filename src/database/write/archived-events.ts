import type { Selectable } from 'kysely';
import type { ArchivedEvent } from '../archive/events.ts';
import { type Database, db } from '../connection.ts';
import { jsonChunks } from '../json.ts';
import type { EventsTable } from '../schema.generated.ts';
import { selectRows } from './rows.ts';

/** The number that an event has where it happened: the last word of where it was imported from. */
const originalNumber = ({ id, imported }: ArchivedEvent): number =>
  imported === null ? id : Number(imported.slice(imported.lastIndexOf(' ') + 1));

const eventColumns = ['at', 'who', 'command', 'item', 'edition', 'revision', 'code', 'detail', 'imported'] as const;

/** Adds events of another service, each once: as old as they are, by whom they were, and marked as imported. */
export const importEvents = async (
  database: Database,
  service: string,
  events: readonly ArchivedEvent[],
): Promise<void> => {
  const rows = events.map((event) => ({
    ...event,
    id: originalNumber(event),
    detail: JSON.stringify(event.detail),
    imported: event.imported ?? `${service} ${event.id}`,
  }));
  await database.batch(
    ...jsonChunks(rows).map((json) =>
      db
        .insertInto('events')
        .columns(eventColumns)
        .expression(
          selectRows<Selectable<EventsTable>>(json, eventColumns)
            // An export that comes back to where it was made: the event is here, under its own number.
            .where((eb) => {
              const value = () => eb.ref('row.value', '->>');
              return eb.not(
                eb.exists(
                  eb
                    .selectFrom('events')
                    .where('events.id', '=', value().key('id'))
                    .where('events.at', '=', value().key('at'))
                    .where('events.who', '=', value().key('who'))
                    .where('events.command', '=', value().key('command'))
                    .where('events.item', '=', value().key('item'))
                    .where('events.imported', 'is', null)
                    .select('events.id'),
                ),
              );
            }),
        )
        .onConflict((conflict) => conflict.column('imported').where('imported', 'is not', null).doNothing()),
    ),
  );
};
