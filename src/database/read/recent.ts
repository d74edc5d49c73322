import type { Database } from '../connection.ts';
import { embeddedListLimit } from '../documents/localizer.ts';
import { type Cards, completeCards } from './cards.ts';
import { recentStatement } from './collection-statements.ts';
import type { DocumentOptions } from './documents.ts';

/**
 * Reads the cards of the 50 items of any kind that were published last, newest first. Items that are withdrawn, in all
 * languages or in this one, are left out.
 */
export const readRecentChanges = async (database: Database, options: DocumentOptions): Promise<Cards> => {
  const [rows] = await database.batch(recentStatement(options, embeddedListLimit));
  return completeCards(database, rows, options);
};
