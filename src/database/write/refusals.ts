import type { Change } from '../../commands/types.ts';
import { type Database, db } from '../connection.ts';
import { jsonChunks } from '../json.ts';
import { selectRows } from './rows.ts';

/** A command that was refused. */
interface RefusedCommand extends Pick<Change, 'command' | 'by'> {
  item: string;
  code: string;
  detail?: unknown;
}

const refusalColumns = ['at', 'who', 'command', 'item', 'code', 'detail'] as const;

/** Records that commands of a known person were refused: who, what, when and why. Nothing else is written. */
export const recordRefusals = async (database: Database, refusals: readonly RefusedCommand[]): Promise<void> => {
  const rows = refusals.map(({ command, by, item, code, detail = {} }) => ({
    ...{ at: by.at, who: by.who, command, item, code },
    detail: JSON.stringify(detail),
  }));
  await database.batch(
    ...jsonChunks(rows).map((json) =>
      db
        .insertInto('events')
        .columns(refusalColumns)
        .expression(selectRows<(typeof rows)[number]>(json, refusalColumns)),
    ),
  );
};

// What one run of cron deletes: each row is two written, of the table and of its index.
const MAX_PRUNED = 500;

/** Deletes the oldest events of refusals (those with a `code`) from before a time (ISO 8601, UTC), 500 at most. */
export const pruneRefusals = async (database: Database, before: string): Promise<void> => {
  const refused = db
    .selectFrom('events')
    .select('id')
    .where('code', 'is not', null)
    .where('at', '<', before)
    .orderBy('at')
    .limit(MAX_PRUNED);
  await database.batch(db.deleteFrom('events').where('id', 'in', refused));
};
