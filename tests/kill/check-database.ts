import { contentsOf, faultsIn } from '../support/editor/invariants.ts';
import { openD1 } from '../support/node/d1.ts';
import type { Acknowledged, SentSet } from './log.ts';
import { faultsOfAcknowledged, faultsOfPurges, faultsOfSets } from './promises.ts';
import type { Place } from './records.ts';
import { type Comparison, compareStored } from './stored.ts';

/** What the database is held to. */
export interface Expected {
  acknowledged: readonly Acknowledged[];
  sets: readonly SentSet[];
  purged: Readonly<Record<string, readonly number[]>>;
  /** The origin that each known digest of documents was made with, and that of the service that was killed. */
  origins: Readonly<Record<string, string>>;
  origin: string;
}

/** What a check has found. */
export interface Checked extends Comparison {
  digest: string;
  editions: number;
  owed: number;
  /** The made-up items, by their current slugs. */
  places: Place[];
}

/** Checks the database in a file, as it is. */
export const checkDatabase = async (file: string, expected: Expected): Promise<Checked> => {
  // A stand-in for the binding, of which it has what is used here.
  const binding = openD1(file) as unknown as D1Database;
  const contents = await contentsOf(binding);
  const { results: purges } = await binding.prepare('SELECT * FROM purges').all<Record<string, string | number>>();
  const stored = { ...contents, purges };
  const digest = String(contents.derived.find(({ name }) => name === 'documents')?.digest);
  // Only the service that was killed can have stored one that is not known yet.
  const comparison = await compareStored(binding, digest, expected.origins[digest] ?? expected.origin);
  const places = contents.items
    .filter(({ slug }) => /^(made-up|renamed)-/.test(String(slug)))
    .map(({ kind, slug }) => ({ kind, slug }) as Place);
  return {
    ...comparison,
    digest,
    editions: contents.editions.length,
    owed: purges.length,
    places,
    faults: [
      ...comparison.faults,
      ...faultsIn(contents),
      ...faultsOfAcknowledged(stored, expected.acknowledged),
      ...faultsOfSets(stored, expected.sets),
      ...faultsOfPurges(stored, expected.acknowledged, expected.purged),
    ],
  };
};
