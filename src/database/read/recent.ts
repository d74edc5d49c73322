import type { Database } from '../connection.ts';
import { embeddedListLimit } from '../documents/localizer.ts';
import { type CardPage, readCards } from './cards.ts';
import { recentStatement } from './collection-statements.ts';
import type { DocumentOptions } from './documents.ts';

/**
 * Reads the cards of the 50 items of any kind that were published last, newest first. Items that are withdrawn, in all
 * languages or in this one, are left out.
 */
export const readRecentChanges = (
  database: Database,
  options: DocumentOptions,
): Promise<Pick<CardPage<unknown>, 'cards' | 'stale'>> =>
  readCards(database, recentStatement(options, embeddedListLimit), [], options);
