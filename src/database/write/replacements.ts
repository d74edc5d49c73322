import type { Compilable } from 'kysely';
import type { Change } from '../../commands/types.ts';
import { db } from '../connection.ts';

/** The statements that delete the editions and slugs of items whose history is replaced, and what readers got of them before. */
export const replacementStatements = (changes: readonly Change[]): Compilable<unknown>[] =>
  changes.flatMap(({ item: { id }, replaces }) =>
    replaces
      ? [
          db.deleteFrom('editions').where('item', '=', id),
          db.deleteFrom('slugs').where('item', '=', id),
          db.deleteFrom('live').where('id', '=', id),
          db.deleteFrom('past_documents').where('item', '=', id),
        ]
      : [],
  );
