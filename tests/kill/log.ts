import type { Place } from './records.ts';

/** A change that the service has acknowledged. */
export interface Acknowledged {
  kind: string;
  slug: string;
  /** The number of the edition, or the revision of the draft, that it made. */
  edition?: number;
  revision?: number;
  /** What the texts of the edition or the draft hold. */
  word?: string;
  /** When the request was sent (ms since 1970). */
  sent: number;
}

/** Items that were sent as one set, all with one word: all of them are published, or none. */
export interface SentSet {
  word: string;
  size: number;
}

/** What writers and readers note of one life of the service, and what they know of the record. */
export interface Log {
  acknowledged: Acknowledged[];
  sets: SentSet[];
  /** The made-up items, by the slugs that they have now; where nobody knows them, some that may exist. */
  places: Place[];
  /** How many answers there were, and how many of each status. */
  answers: number;
  statuses: Map<string, number>;
  /** Answers that nobody is to get. */
  faults: string[];
}

/** Counts an answer, by who got it. */
export const count = (log: Log, what: string): void => {
  const { statuses } = log;
  log.answers += 1;
  statuses.set(what, (statuses.get(what) ?? 0) + 1);
};
