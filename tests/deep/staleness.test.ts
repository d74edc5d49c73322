import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { parameterOf } from '../../src/kinds/definition.ts';
import { definitionOf, type Kind, kinds } from '../../src/kinds/index.ts';
import { type Language, languageTags } from '../../src/languages.ts';
import { deep, runs, seed, timeout } from '../support/budget.ts';
import { edition, notice, publicAt } from '../support/editor/client.ts';
import { begin, SCRATCH } from '../support/editor/databases.ts';
import { everyKindOf, type Pick, slugs } from '../support/editor/every-kind.ts';
import { empty } from '../support/editor/invariants.ts';
import { deskWith, rememberingCache } from '../support/editor/purging.ts';

await begin(SCRATCH);

// A cache that holds every answer there is, and forgets what it is told to and nothing else. After each change whatever
// it holds still must be what the service would answer now: to the last byte and header.

const { calls, purge } = rememberingCache();
const { editor } = deskWith(SCRATCH, purge);
const ask = publicAt(SCRATCH);
const origin = 'https://example.jp';

/** Every kind of URL that says something of the items there are, were, or may come to be. */
const urls: readonly string[] = languageTags.flatMap((language) => [
  ...kinds.flatMap((kind) => [
    ...slugs.flatMap((slug) => [
      ...['', '?fallback=none'].map((query) => `/${language}/${kind}/${slug}.json${query}`),
      `/${language}/card/${kind}/${slug}`,
    ]),
    ...['', '?limit=1', '?fallback=none'].map((query) => `/${language}/${kind}.json${query}`),
    ...definitionOf(kind).filters.flatMap((relation) =>
      slugs.map((slug) => `/${language}/${kind}.html?${parameterOf(relation)}=${slug}`),
    ),
  ]),
  `/${language}/outcomes.json?status=announced`,
  `/${language}/actions.json?fallback=none&status=done`,
  ...['', '?fallback=none'].map((query) => `/${language}/changes.atom${query}`),
]);

type Held = Awaited<ReturnType<typeof ask>> & { tags: readonly string[] };

/** What the service answers now, lists to their last page; the answers of the sitemap among them. */
const everything = async (): Promise<Map<string, Held>> => {
  const answers = new Map<string, Held>();
  for (const start of [...urls, '/sitemap.xml', '/sitemap.xml?part=2']) {
    for (let url: string | undefined = start; url && !answers.has(url); ) {
      const { status, headers, body } = await ask(url);
      const told = headers.filter(([name]) => name !== 'x-rows-read');
      const tags = new Map(told).get('cache-tag')?.split(',') ?? [];
      answers.set(url, { status, headers: told, body, tags });
      const next: string | undefined = new Map(told).get('link')?.match(/<([^>]+)>; rel="next"/)?.[1];
      url = next?.slice(origin.length);
    }
  }
  return answers;
};

const bodies = new Map<string, string>();
/** One entity tag stands for one body, whatever happened in between. */
const expectOneBody = (answers: ReadonlyMap<string, Held>): void => {
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

const seen = async ({ kind, slug }: Named) => {
  const { body } = await editor('GET', `/${kind}/${slug}`);
  return edition(body.live?.number ?? 0);
};

interface Act {
  says: string;
  run(): Promise<unknown>;
}

const word = fc.constantFrom('A', 'B', 'C');
const slug = fc.constantFrom(...slugs);
const named: fc.Arbitrary<Named> = fc.record({ kind: fc.constantFrom(...kinds), slug });
const languages: fc.Arbitrary<Language[] | undefined> = fc.constantFrom(undefined, undefined, ['ja'], ['en']);
const links: fc.Arbitrary<Pick> = fc
  .array(fc.option(slug, { freq: 3 }), { minLength: 8, maxLength: 8 })
  .map((chosen) => (place) => chosen[place % chosen.length] ?? undefined);
const written = fc
  .record({ name: named, word, links, languages })
  .map(({ name, ...said }) => ({ ...name, record: everyKindOf(name.kind, said) }));

const publishing = fc.array(written, { minLength: 1, maxLength: 3 }).map(
  (set): Act => ({
    says: `publish ${JSON.stringify(set)}`,
    run: () => editor('POST', '/publications', { items: set.map((one) => ({ ...one, match: 'any' })) }),
  }),
);
const withdrawing = fc.record({ name: named, languages, replacement: fc.option(named, { nil: undefined }) }).map(
  ({ name, ...rest }): Act => ({
    says: `withdraw ${JSON.stringify([name, rest])}`,
    run: async () => editor('POST', `/${name.kind}/${name.slug}/withdraw`, { notice, ...rest }, await seen(name)),
  }),
);
const restoring = fc.record({ name: named, number: fc.integer({ min: 1, max: 3 }) }).map(
  ({ name, number }): Act => ({
    says: `restore ${JSON.stringify([name, number])}`,
    run: async () => editor('POST', `/${name.kind}/${name.slug}/restore`, { number }, await seen(name)),
  }),
);
const renaming = fc.record({ name: named, to: slug }).map(
  ({ name, to }): Act => ({
    says: `rename ${JSON.stringify(name)} ${to}`,
    run: async () => editor('POST', `/${name.kind}/${name.slug}/rename`, { slug: to }, await seen(name)),
  }),
);
const importing = fc
  .record({ one: written, to: slug, gone: fc.boolean(), replacement: fc.option(named, { nil: undefined }) })
  .map(({ one, to, gone, replacement }): Act => {
    const { facts, texts } = one.record;
    const withdrawal = { date: '2026-01-02T00:00:00Z', notice, ...(replacement && { replacement }) };
    const withdrawals = Object.fromEntries(languageTags.map((tag) => [tag, withdrawal]));
    const editions = [
      { number: 1, facts, texts, withdrawals: {}, published: '2026-01-01T00:00:00Z' },
      ...(gone ? [{ number: 2, facts, texts, withdrawals, published: '2026-01-02T00:00:00Z' }] : []),
    ];
    const history = { first: one.slug, slugs: [], editions };
    return {
      says: `import ${JSON.stringify([one.kind, to, history])}`,
      run: () => editor('POST', '/publications', { items: [{ kind: one.kind, slug: to, history }] }),
    };
  });

const acts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: publishing },
    { weight: 3, arbitrary: withdrawing },
    { weight: 2, arbitrary: restoring },
    { weight: 2, arbitrary: renaming },
    { weight: 2, arbitrary: importing },
  ),
  { ...(deep ? { minLength: 8, maxLength: 12 } : { minLength: 5, maxLength: 5 }), size: 'max' },
);

/** One item of each kind, linked with the others as closely as can be. */
const beginning = (): Promise<unknown> => {
  const items = kinds.map((kind) => ({
    kind,
    slug: slugs[0],
    match: null,
    record: everyKindOf(kind, {
      word: 'A',
      links: (place) => (place < 5 ? slugs[0] : undefined),
      languages: undefined,
    }),
  }));
  return editor('POST', '/publications', { items });
};

const forget = (answers: Map<string, Held>): void => {
  const forgotten = new Set(calls.splice(0).flat());
  for (const [url, { tags }] of answers)
    if (forgotten.has('*') || tags.some((tag) => forgotten.has(tag))) answers.delete(url);
};

it('whatever editors do, a cache that forgets what it is told to holds nothing that is not so any more', {
  timeout,
}, async () => {
  vi.spyOn(scheduler, 'wait').mockImplementation(() => new Promise(() => {}));
  const sequence = fc.asyncProperty(acts, async (sequenceOfActs) => {
    await empty(SCRATCH);
    bodies.clear();
    const held = await everything();
    for (const { says, run } of [{ says: 'begin', run: beginning }, ...sequenceOfActs]) {
      await run();
      // What is repeated later would hide what the first purge has left out.
      await SCRATCH.prepare('DELETE FROM purges').run();
      forget(held);
      const now = await everything();
      expectOneBody(now);
      for (const [url, was] of held) expect({ url, ...now.get(url) }, says).toEqual({ url, ...was });
      for (const [url, answer] of now) held.set(url, answer);
    }
  });
  await fc.assert(sequence, { numRuns: runs, seed });
});
