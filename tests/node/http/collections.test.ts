import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parameterOf } from '../../../src/kinds/definition.ts';
import { definitionOf, kinds } from '../../../src/kinds/index.ts';
import { type Language, languageTags } from '../../../src/languages.ts';
import { ask } from '../../support/ask.ts';
import { put } from '../../support/put.ts';
import { recordFiles } from '../../support/records.ts';
import { liveItem, newTerm, nextEdition, startOver } from '../../support/state.ts';

const origin = 'https://example.jp';
const licence = 'https://creativecommons.org/licenses/by/4.0/';

interface Body {
  items: { slug: string; name: string | null; [field: string]: unknown }[];
  total: number | null;
  next: string | null;
  fallbacks: Record<string, string>;
  links: { self: string; alternates: Record<string, string> };
}
const read = async (path: string) => (await ask(path)).json as Body;
const slugsOf = async (path: string) => (await read(path)).items.map(({ slug }) => slug);
type Facts = Record<string, unknown> & { slug: string };
const facts = (kind: string) =>
  recordFiles
    .filter((file) => file.kind === kind)
    .map(({ slug, record }): Facts => ({ ...(record as { facts: Record<string, unknown> }).facts, slug }));

/** Follows `next` from a page to the last, as a program does. */
const follow = async (path: string) => {
  const pages: Body[] = [];
  for (let at: string | null = path; at; ) {
    const { status, headers, json } = await ask(at);
    const page = json as Body;
    const next: string | null = page.next;
    expect(status, at).toBe(200);
    expect(/<([^>]+)>; rel="next"/.exec(headers.get('Link') ?? '')?.[1] ?? null).toBe(next);
    pages.push(page);
    at = next?.slice(origin.length) ?? null;
  }
  return pages;
};

describe.each(kinds)('a program pages through %s', (kind) => {
  it.each(languageTags)('in %s: whatever the limit, each item once, in order', async (language) => {
    const whole = await slugsOf(`/${language}/${kind}.json`);
    expect(whole).toHaveLength(facts(kind).length);
    const every = whole.map((_, index) => index + 1);
    for (const limit of language === 'ja' ? every : [1, 3, every.length]) {
      const pages = await follow(`/${language}/${kind}.json?limit=${limit}`);
      expect(pages.flatMap(({ items }) => items.map(({ slug }) => slug))).toEqual(whole);
      expect(pages.map(({ total }) => total)).toEqual(pages.map(() => whole.length));
      expect(pages).toHaveLength(Math.ceil(whole.length / limit));
    }
  });

  it('by every link: the items that have it, and their number', async () => {
    for (const relation of definitionOf(kind).filters) {
      const [list, name = ''] = relation.includes('.') ? relation.split('.') : ['', relation];
      const targetsOf = (fact: Record<string, unknown>) =>
        list ? ((fact[list] ?? []) as Record<string, string>[]).map((entry) => entry[name]) : [fact[name]];
      const targets = new Set(
        facts(kind)
          .flatMap(targetsOf)
          .filter((target) => target !== undefined),
      );
      expect(targets.size, relation).toBeGreaterThan(0);
      for (const target of targets) {
        const holders = facts(kind).filter((fact) => targetsOf(fact).includes(target));
        const { items, total } = await read(`/ja/${kind}.json?${parameterOf(relation)}=${target}`);
        expect(items.map(({ slug }) => slug).sort(), `${relation} ${target}`).toEqual(holders.map(({ slug }) => slug));
        expect(total).toBe(holders.length);
      }
      const none = await read(`/en/${kind}.json?${parameterOf(relation)}=no-such-thing`);
      expect(none).toMatchObject({ items: [], total: 0, next: null });
    }
  });
});

describe('a program narrows a list', () => {
  afterEach(startOver);

  it('by two links at once, by status, and pages through what is left', async () => {
    expect(await read('/ja/outcomes.json?action=data&council=council-2-2024')).toMatchObject({
      items: [{ slug: 'council-2-2024-data' }],
      total: 1,
      next: null,
    });
    expect(await read('/ja/outcomes.json?action=data&council=no-such-thing')).toMatchObject({ items: [], total: 0 });
    const done = facts('outcomes').filter(({ commitments }) =>
      ((commitments ?? []) as { status: string }[]).some(({ status }) => status === 'done'),
    );
    const { items, total } = await read('/en/outcomes.json?status=done');
    expect([items.map(({ slug }) => slug).sort(), total]).toEqual([done.map(({ slug }) => slug), done.length]);
    const pages = await follow('/en/outcomes.json?status=done&council=council-2-2024&limit=1');
    const both = done.filter(({ council }) => council === 'council-2-2024');
    expect(pages.flatMap((page) => page.items.map(({ slug }) => slug)).sort()).toEqual(both.map(({ slug }) => slug));
    expect((await slugsOf('/ja/actions.json?status=announced')).length).toBe(3);
  });

  it('by when it was last modified', async () => {
    await put(nextEdition(await liveItem('terms', 'dfft'), {}));
    expect(await slugsOf('/ja/terms.json?modified_since=2026-12-02')).toEqual(['dfft']);
    expect(await slugsOf('/ja/terms.json?modified_since=2026-12-02T00:00:00Z')).toEqual(['dfft']);
    expect(await slugsOf('/ja/terms.json?modified_since=2026-12-02T00:00:01Z')).toEqual([]);
    expect((await slugsOf('/ja/terms.json?modified_since=2026-11-23')).length).toBe(26);
  });

  it('with fallback=none, to what is written in the language, sorted by what is shown', async () => {
    await put(newTerm('quantum', { en: { name: 'quantum', definition: 'An amount.' } }));
    const { items, total, fallbacks } = await read('/ja/terms.json?fallback=none');
    expect(items.map(({ slug }) => slug)).not.toContain('quantum');
    expect([items.length, total, fallbacks]).toEqual([26, 26, {}]);
    const pages = await follow('/ja/terms.json?fallback=none&limit=7');
    expect(pages.flatMap((page) => page.items)).toEqual(items);
  });

  it('with its parameters in any order: one resource', async () => {
    const parameters = ['action=data', 'council=council-2-2024', 'fallback=none', 'limit=5', 'status=ongoing'];
    const first = await ask(`/ja/outcomes.json?${parameters.join('&')}`);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(parameters, { minLength: parameters.length }), async (shuffled) => {
        const { status, text, headers } = await ask(`/ja/outcomes.json?${shuffled.join('&')}`);
        expect({ status, text, etag: headers.get('ETag') }).toEqual({
          status: 200,
          text: first.text,
          etag: first.headers.get('ETag'),
        });
      }),
      { numRuns: 20 },
    );
    expect((await ask('/ja/actions.json?limit=50')).text).toBe((await ask('/ja/actions.json')).text);
  });

  it('and finds the same selection in the other language, from its first page', async () => {
    const { next } = await read('/ja/outcomes.json?council=council-2-2024&limit=2');
    const { headers, json } = await ask((next ?? '').slice(origin.length));
    const inEnglish = `${origin}/en/outcomes.json?council=council-2-2024&limit=2`;
    expect((json as Body).links).toEqual({
      self: next,
      alternates: { en: inEnglish, mul: inEnglish.replace('/en/', '/mul/') },
      licence,
    });
    expect(headers.get('Link')).toContain(`<${inEnglish}>; rel="alternate"; hreflang="en"; type="application/json"`);
  });

  it.each([
    ['terms', 'participants'],
    ['outcomes', 'documents'],
    ['councils', 'documents'],
  ])('but not with the cursor of %s in %s: an item would silently be missing', async (from, to) => {
    const after = new URL((await read(`/en/${from}.json?limit=1`)).next ?? '').searchParams.get('after') ?? '';
    expect((await ask(`/en/${from}.json?limit=1&after=${after}`)).status).toBe(200);
    expect((await ask(`/en/${to}.json?limit=1&after=${after}`)).json).toMatchObject({
      status: 400,
      parameter: 'after',
    });
  });

  it('but not with the cursor of another language or an altered one', async () => {
    const placeIn = async (language: Language) =>
      new URL((await read(`/${language}/terms.json?limit=3`)).next ?? '').searchParams.get('after') ?? '';
    const ja = await placeIn('ja');
    const wrong = [await placeIn('en'), ja.slice(1), ja.slice(0, -1), `${ja}A`, `${ja}=`, ja.toUpperCase(), `%20${ja}`];
    expect((await ask(`/ja/terms.json?after=${ja}`)).status).toBe(200);
    for (const place of wrong) {
      const { status, json } = await ask(`/ja/terms.json?after=${place}`);
      expect({ status, json }, place).toMatchObject({
        status: 400,
        json: { type: `${origin}/problems/invalid-parameter`, parameter: 'after' },
      });
    }
  });
});
