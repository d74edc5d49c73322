import type { ReadOptions, RecentChangesView } from '../../model/view.ts';
import type { Database } from '../connection.ts';
import { localizeCard } from './fields.ts';
import { deepFreeze, linkTable } from './link-table.ts';
import { createLocalizer, embeddedListLimit } from './localizer.ts';
import { linkRows, toItem } from './rows.ts';
import { changesQuery } from './statements.ts';

/**
 * Reads what was published last in any kind, as a options sees it, in one round trip: the newest 50, newest first. An
 * item that is withdrawn, altogether or in this language, is not among them.
 */
export const readRecentChanges = async (database: Database, options: ReadOptions): Promise<RecentChangesView> => {
  const [rows] = await database.batch(changesQuery(options, embeddedListLimit));
  const localizer = createLocalizer(options, linkTable(linkRows(rows)));
  const items = rows.map((row, index) => localizeCard(localizer, toItem(row), `/items/${index}`));
  return deepFreeze({ language: options.language, items, ...localizer.annotations() });
};
