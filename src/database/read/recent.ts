import { deepFreeze } from '../../lib/deep-freeze.ts';
import type { ReadOptions, RecentChangesView } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { recentStatement } from './collection-statements.ts';
import { localizeCard } from '../documents/fields.ts';
import { linkTable } from '../documents/link-table.ts';
import { createLocalizer, embeddedListLimit } from '../documents/localizer.ts';
import { linkRows, toItem } from '../rows.ts';

/**
 * Reads the 50 items of any kind that were published last, newest first, localized, in one round trip. Items that are
 * withdrawn, in all languages or in this one, are left out.
 */
export const readRecentChanges = async (database: Database, options: ReadOptions): Promise<RecentChangesView> => {
  const [rows] = await database.batch(recentStatement(options, embeddedListLimit));
  const localizer = createLocalizer(options, linkTable(linkRows(rows)));
  const items = rows.map((row, index) => localizeCard(localizer, toItem(row), `/items/${index}`));
  return deepFreeze({ language: options.language, items, ...localizer.annotations() });
};
