import { describe, expect, it } from 'vitest';
import { faultsOfPurges, type Stored } from '../../kill/promises.ts';

/** An item that was published as `a`, renamed to `b` and to `c`, and published again by somebody who knew it as `b`. */
const stored = (purges: Stored['purges'] = []): Stored => ({
  slugs: ['a', 'b', 'c'].map((slug) => ({ kind: 'terms', slug, item: 'terms/a' })),
  editions: [],
  drafts: [],
  purges,
  events: [
    { id: 1, item: 'terms/a', edition: 1, code: null, command: 'publish' },
    { id: 2, item: 'terms/a', edition: 2, code: null, command: 'rename' },
    { id: 3, item: 'terms/a', edition: 3, code: null, command: 'rename' },
    { id: 4, item: 'terms/a', edition: 4, code: null, command: 'publish' },
  ],
});
const published = { kind: 'terms', slug: 'b', edition: 4, sent: 400 };
const renamed = { kind: 'terms', slug: 'c', edition: 3, sent: 300 };
const twice = { 'terms/a': [410, 420], terms: [410, 420] };

describe('the purges of what the service acknowledged before it was killed', () => {
  it('an item published by a former slug: its own tag and its kind are purged, and nothing else has to be', () =>
    expect(faultsOfPurges(stored(), [published], twice)).toEqual([]));

  it('an item renamed: the slug that it got is purged too, at which a 404 may be stored', () => {
    expect(faultsOfPurges(stored(), [renamed], twice)).toEqual([
      `the purge of terms/c is neither owed nor done: ${JSON.stringify(renamed)}`,
    ]);
    expect(faultsOfPurges(stored(), [renamed], { ...twice, 'terms/c': [310, 320] })).toEqual([]);
  });

  it('a purge that was done once, and is owed no more, is missing', () =>
    expect(faultsOfPurges(stored(), [published], { 'terms/a': [410], terms: [410, 420] })).toHaveLength(1));

  it('one that is owed for an older event is missing; for this event or a newer one it is not', () => {
    const owed = (event: number, purged: number) => [
      { tag: 'terms/a', event, purged },
      { tag: 'terms', event, purged },
    ];
    expect(faultsOfPurges(stored(owed(3, 0)), [published], {})).toHaveLength(2);
    expect(faultsOfPurges(stored(owed(4, 0)), [published], {})).toEqual([]);
    expect(faultsOfPurges(stored(owed(5, 1)), [published], {})).toHaveLength(2);
    expect(faultsOfPurges(stored(owed(5, 1)), [published], { '*': [405] })).toEqual([]);
  });
});
