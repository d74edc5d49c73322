import { env } from 'cloudflare:workers';
import { openDatabase } from '../../src/database/connection.ts';
import { commit } from '../../src/database/write/commit.ts';
import type { Item } from '../../src/model/edition.ts';

/** Puts items where they are to stand, whatever a command would say to it: the states that tests begin with. */
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
