import type { Change } from '../../commands/types.ts';
import type { Database } from '../connection.ts';
import { draftStatements } from './drafts.ts';
import { editionStatements } from './editions.ts';
import { erasureStatements } from './erasures.ts';
import { eventStatements } from './events.ts';
import { partStatements } from './import-parts.ts';
import { itemStatements } from './items.ts';
import { linkStatements } from './links.ts';
import { listingStatements } from './listings.ts';
import { enqueueStatements } from './purge-outbox/enqueue.ts';
import { replacementStatements } from './replacements.ts';

/**
 * Writes changes, each with its event and all that is derived from it (slugs, links, listings, the purge outbox; by
 * triggers the counters, `live`, and which documents are stale), in one atomic batch. It decides nothing.
 * @throws WriteConflict where an expectation of a change no longer holds; nothing is written then.
 */
export const commit = async (database: Database, changes: readonly Change[]): Promise<void> => {
  if (changes.length === 0) return;
  const live = changes.flatMap((change) => change.live ?? []);
  const purges = enqueueStatements(
    changes.flatMap(({ live: item, slugs }) => (item ? [{ live: item, slugs }] : [])),
    changes.some(({ replaces, erased }) => replaces || erased),
  );
  await database.batch(
    ...eventStatements(changes),
    ...purges.before,
    ...replacementStatements(changes),
    ...itemStatements(changes),
    ...partStatements(changes),
    ...editionStatements(changes),
    ...draftStatements(changes),
    ...erasureStatements(changes),
    ...linkStatements(live),
    ...purges.after,
    ...listingStatements(live),
  );
};
