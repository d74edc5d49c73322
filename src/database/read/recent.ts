import type { Changes, Vantage } from '../../model/edition.ts';
import type { Database } from '../connection.ts';
import { presentCard } from './fields.ts';
import { freeze, linkTable } from './link-table.ts';
import { inside, openScene } from './localizer.ts';
import { itemOf, linksIn } from './rows.ts';
import { changesQuery } from './statements.ts';

/**
 * Reads what was published last in any kind, as a vantage sees it, in one round trip: the newest 50, newest first. An
 * item that is withdrawn, altogether or in this language, is not among them.
 */
export const readChanges = async (database: Database, vantage: Vantage): Promise<Changes> => {
  const [rows] = await database.batch(changesQuery(vantage, inside));
  const scene = openScene(vantage, linkTable(linksIn(rows)));
  const items = rows.map((row, index) => presentCard(scene, itemOf(row), `/items/${index}`));
  return freeze({ language: vantage.language, items, ...scene.notes() });
};
