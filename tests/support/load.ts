import type { Ready } from '../../cli/validate.ts';
import { isChange, isRefusal } from '../../src/commands/decision.ts';
import { publish } from '../../src/commands/publish.ts';
import { loadCommandState } from '../../src/database/command-state.ts';
import type { Database } from '../../src/database/connection.ts';
import { commit } from '../../src/database/write/commit.ts';
import { rebuildListings } from '../../src/database/write/listings.ts';
import { listingsDigest } from '../../src/database/write/listings-digest.ts';

/** What a load has done. */
export interface Loaded {
  created: number;
  changed: number;
  unchanged: number;
}

/** Publishes records that may link to each other, as a bulk publication does, but without HTTP. */
export const load = async (database: Database, ready: readonly Ready[], at: string): Promise<Loaded> => {
  const states = await loadCommandState(database, ready);
  const factsByItem = new Map(ready.map(({ kind, slug, draft }) => [`${kind}/${slug}`, draft.facts]));
  const decisions = ready.map(({ kind, slug, draft }) => {
    const state = states.state({ kind, slug });
    const target: typeof state.linkTarget = (of, name) => {
      const facts = factsByItem.get(`${of}/${name}`);
      return facts ? { id: `${of}/${name}`, withdrawn: false, facts } : state.linkTarget(of, name);
    };
    return publish({ ...state, linkTarget: target }, { record: draft, match: 'any', by: { who: 'tests', at } });
  });
  const refused = decisions.find(isRefusal);
  if (refused) throw new Error(JSON.stringify(refused));
  const changes = decisions.filter(isChange);
  await commit(
    database,
    changes.map((change) => ({ ...change, expects: { edition: change.expects.edition } })),
  );
  const digest = listingsDigest();
  for (let after: string | null = ''; after !== null; ) after = (await rebuildListings(database, digest, { at })).next;
  const created = changes.filter(({ live }) => live?.edition.number === 1).length;
  return { created, changed: changes.length - created, unchanged: ready.length - changes.length };
};
