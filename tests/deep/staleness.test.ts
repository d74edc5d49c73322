import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { parameterOf } from '../../src/kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../../src/kinds/index.ts';
import { type Language, languageTags } from '../../src/languages.ts';
import { assertProperty, deep, timeout } from '../support/budget.ts';
import { differencesBetween } from '../support/differences.ts';
import { computedAnew, refreshAll } from '../support/documents.ts';
import { edition, notice, publicAt } from '../support/editor/client.ts';
import { resetDatabase, SCRATCH } from '../support/editor/databases.ts';
import { type LinkChoice, recordOfKind, slugs } from '../support/editor/every-kind.ts';
import { empty } from '../support/editor/invariants.ts';
import { editorWithPurgers, recordingCache } from '../support/editor/purging.ts';

await resetDatabase(SCRATCH);

// A cache that stores every answer and drops only what it is told to purge. After each change, what it has left must
// equal what the service answers now, in every byte and header.

const { calls, purge } = recordingCache();
const { editor } = editorWithPurgers(SCRATCH, purge);
const ask = publicAt(SCRATCH);
const origin = 'https://example.jp';

/** Every kind of URL that shows items that exist, existed, or may exist later. */
const urls: readonly string[] = languageTags.flatMap((language, place) => [
  ...kinds.flatMap((kind) => [
    ...slugs.flatMap((slug) => [
      ...['', '?fallback=none'].map((query) => `/${language}/${kind}/${slug}.json${query}`),
      `/${language}/card/${kind}/${slug}`,
    ]),
    ...['', '?limit=1', '?fallback=none'].map((query) => `/${language}/${kind}.json${query}`),
    // Every filter in every language; as a page, which takes the longest to write, in one of them.
    ...definitionOf(kind).filters.flatMap((relation, at) =>
      slugs.map((slug) => {
        const format = (at + place) % languageTags.length === 0 ? 'html' : 'json';
        return `/${language}/${kind}.${format}?${parameterOf(relation)}=${slug}`;
      }),
    ),
  ]),
  `/${language}/outcomes.json?status=announced`,
  `/${language}/actions.json?fallback=none&status=done`,
  ...['', '?fallback=none'].map((query) => `/${language}/changes.atom${query}`),
]);

type CachedAnswer = Awaited<ReturnType<typeof ask>> & { tags: readonly string[] };

/** Requests all of them, collections to their last page, and the sitemap. */
const everything = async (): Promise<Map<string, CachedAnswer>> => {
  const answers = new Map<string, CachedAnswer>();
  for (const start of [...urls, '/sitemap.xml', '/sitemap.xml?part=2']) {
    for (let url: string | undefined = start; url && !answers.has(url); ) {
      const { status, headers, body } = await ask(url);
      const sentHeaders = headers.filter(([name]) => name !== 'x-rows-read');
      const tags = new Map(sentHeaders).get('cache-tag')?.split(',') ?? [];
      answers.set(url, { status, headers: sentHeaders, body, tags });
      const next: string | undefined = new Map(sentHeaders).get('link')?.match(/<([^>]+)>; rel="next"/)?.[1];
      url = next?.slice(origin.length);
    }
  }
  return answers;
};

const bodies = new Map<string, string>();
/** Expects that an entity tag always belongs to the same body. */
const expectOneBody = (answers: ReadonlyMap<string, CachedAnswer>): void => {
  for (const [url, { headers, body }] of answers) {
    const tag = new Map(headers).get('etag');
    if (!tag) continue;
    expect(body, `${url} ${tag}`).toBe(bodies.get(tag) ?? body);
    bodies.set(tag, body);
  }
};

interface Named {
  kind: Kind;
  slug: string;
}

const preconditionOf = async ({ kind, slug }: Named) => {
  const { body } = await editor('GET', `/${kind}/${slug}`);
  return edition(body.live?.number ?? 0);
};

interface Step {
  description: string;
  run(): Promise<unknown>;
}

const word = fc.constantFrom('A', 'B', 'C');
const slug = fc.constantFrom(...slugs);
const named: fc.Arbitrary<Named> = fc.record({ kind: fc.constantFrom(...kinds), slug });
const languages: fc.Arbitrary<Language[] | undefined> = fc.constantFrom(undefined, undefined, ['ja'], ['en']);
const links: fc.Arbitrary<LinkChoice> = fc
  .array(fc.option(slug, { freq: 3 }), { minLength: 8, maxLength: 8 })
  .map((chosen) => (place) => chosen[place % chosen.length] ?? undefined);
const recordInput = fc
  .record({ name: named, word, links, languages })
  .map(({ name, ...input }) => ({ ...name, record: recordOfKind(name.kind, input) }));

const publishing = fc.array(recordInput, { minLength: 1, maxLength: 3 }).map(
  (set): Step => ({
    description: `publish ${JSON.stringify(set)}`,
    run: () => editor('POST', '/publications', { items: set.map((one) => ({ ...one, match: 'any' })) }),
  }),
);
const withdrawing = fc.record({ name: named, languages, replacement: fc.option(named, { nil: undefined }) }).map(
  ({ name, ...rest }): Step => ({
    description: `withdraw ${JSON.stringify([name, rest])}`,
    run: async () =>
      editor('POST', `/${name.kind}/${name.slug}/withdraw`, { notice, ...rest }, await preconditionOf(name)),
  }),
);
const restoring = fc.record({ name: named, number: fc.integer({ min: 1, max: 3 }) }).map(
  ({ name, number }): Step => ({
    description: `restore ${JSON.stringify([name, number])}`,
    run: async () => editor('POST', `/${name.kind}/${name.slug}/restore`, { number }, await preconditionOf(name)),
  }),
);
const renaming = fc.record({ name: named, to: slug }).map(
  ({ name, to }): Step => ({
    description: `rename ${JSON.stringify(name)} ${to}`,
    run: async () => editor('POST', `/${name.kind}/${name.slug}/rename`, { slug: to }, await preconditionOf(name)),
  }),
);
const importing = fc
  .record({ one: recordInput, to: slug, isWithdrawn: fc.boolean(), replacement: fc.option(named, { nil: undefined }) })
  .map(({ one, to, isWithdrawn, replacement }): Step => {
    const { facts, texts } = one.record;
    const withdrawal = { date: '2026-01-02T00:00:00Z', notice, ...(replacement && { replacement }) };
    const withdrawals = Object.fromEntries(languageTags.map((tag) => [tag, withdrawal]));
    const editions = [
      { number: 1, facts, texts, withdrawals: {}, published: '2026-01-01T00:00:00Z' },
      ...(isWithdrawn ? [{ number: 2, facts, texts, withdrawals, published: '2026-01-02T00:00:00Z' }] : []),
    ];
    const history = { first: one.slug, slugs: [], editions };
    return {
      description: `import ${JSON.stringify([one.kind, to, history])}`,
      run: () => editor('POST', '/publications', { items: [{ kind: one.kind, slug: to, history }] }),
    };
  });

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: publishing },
    { weight: 3, arbitrary: withdrawing },
    { weight: 2, arbitrary: restoring },
    { weight: 2, arbitrary: renaming },
    { weight: 2, arbitrary: importing },
  ),
  { ...(deep ? { minLength: 8, maxLength: 12 } : { minLength: 3, maxLength: 3 }), size: 'max' },
);

/** Publishes an item of each kind, with every required link. */
const publishFirst = (): Promise<unknown> => {
  const items = kinds.map((kind) => ({
    kind,
    slug: slugs[0],
    match: null,
    record: recordOfKind(kind, {
      word: 'A',
      links: (place) => (place < 5 ? slugs[0] : undefined),
      languages: undefined,
    }),
  }));
  return editor('POST', '/publications', { items });
};

const purgeFrom = (answers: Map<string, CachedAnswer>): void => {
  const purged = new Set(calls.splice(0).flat());
  for (const [url, { tags }] of answers)
    if (purged.has('*') || tags.some((tag) => purged.has(tag))) answers.delete(url);
};

it('after any sequence of commands, no stored document and no purged cache gives a stale answer', {
  timeout,
}, async () => {
  vi.spyOn(scheduler, 'wait').mockImplementation(() => new Promise(() => {}));
  const sequence = fc.asyncProperty(steps, async (sequenceOfSteps) => {
    await empty(SCRATCH);
    bodies.clear();
    const cached = await everything();
    for (const { description, run } of [{ description: 'begin', run: publishFirst }, ...sequenceOfSteps]) {
      await run();
      // The repeated purge would hide what the first has left out.
      await SCRATCH.prepare('DELETE FROM purges').run();
      purgeFrom(cached);
      const now = await everything();
      expectOneBody(now);
      // What is stored and what is computed on the way say the same: at once, and when everything is stored.
      const anew = await computedAnew(SCRATCH, everything);
      expect(differencesBetween(now, anew), description).toEqual([]);
      await refreshAll(SCRATCH);
      expect(differencesBetween(await everything(), anew), description).toEqual([]);
      const left = new Map([...now].filter(([url]) => cached.has(url)));
      expect(differencesBetween(cached, left), `in the cache after: ${description}`).toEqual([]);
      for (const [url, answer] of now) cached.set(url, answer);
    }
  });
  await assertProperty(sequence);
});
