import { env } from 'cloudflare:workers';
import { openDatabase } from '../../src/database/connection.ts';
import { commit } from '../../src/database/write/commit.ts';
import type { Item } from '../../src/model/edition.ts';

/** Writes items as they are given, without the checks of a command: the states that tests begin with. */
export const put = (...items: Item[]): Promise<void> =>
  commit(
    openDatabase(env.DB),
    items.map((live) => ({
      command: 'publish',
      by: { who: 'tests', at: live.edition.published },
      item: { id: live.id, kind: live.kind, slug: live.slug },
      expects: { edition: live.edition.number - 1 },
      editions: [live.edition],
      live,
    })),
  );
