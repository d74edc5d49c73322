import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EditorResponse, editorAt, notice, organisationOf, roleOf, termOf } from '../../support/editor/client.ts';
import { readingOf } from '../../support/reading.ts';
import { startOver } from '../../support/state.ts';

const send = editorAt(env.DB);
afterAll(startOver);

const publish = (items: readonly object[]) => send('POST', '/publications', { items });
const any = (kind: string, slug: string, record: object) => ({ kind, slug, match: 'any', record });
const statusesOf = (answers: readonly EditorResponse[]) =>
  Object.fromEntries(
    Map.groupBy(answers, ({ status }) => status)
      .entries()
      .map(([status, some]) => [status, some.length]),
  );

describe('50 sets that overlap are sent at once', () => {
  const set = (index: number, match: unknown, word = '') =>
    ['shared', `own-${index}`, 'shared-too'].map((slug) => ({
      kind: 'terms',
      slug: `overlap-${slug}`,
      match: slug.startsWith('own') ? 'any' : match,
      record: termOf(`${slug}${index}${word}`),
    }));

  it('whatever edition is live → all are published within seconds, one after another', async () => {
    const begun = performance.now();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => publish(set(index, 'any'))));
    expect(statusesOf(answers)).toEqual({ 200: 50 });
    // Two seconds where the machine has nothing else to do.
    expect(performance.now() - begun).toBeLessThan(60_000);
    expect((await send('GET', '/terms/overlap-shared')).body.live.number).toBe(50);
  });

  it('each has seen the same edition → one is published, the others learn which is live now', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => publish(set(index, 50, 'again'))));
    expect(statusesOf(answers)).toEqual({ 200: 1, 422: 49 });
    for (const { body } of answers.filter(({ status }) => status === 422))
      expect(body.results[0]).toMatchObject({ code: 'precondition-failed', expected: 50, actual: 51 });
  });
});

describe('a set has a member with more referrers than are shown, and one with a single one', () => {
  const withdrawn = (slug: string) => {
    const edition = { number: 1, facts: organisationOf(slug).facts, texts: organisationOf(slug).texts };
    const gone = { date: '2026-11-01T00:00:00Z', notice };
    return {
      kind: 'organisations',
      slug,
      history: {
        first: slug,
        slugs: [slug],
        editions: [
          { ...edition, published: '2026-11-01T00:00:00Z', withdrawals: {} },
          { ...edition, number: 2, published: '2026-11-01T00:00:00Z', withdrawals: { ja: gone, en: gone } },
        ],
      },
    };
  };
  const first = (slug: string) => {
    const { history, ...item } = withdrawn(slug);
    return { ...item, history: { ...history, editions: history.editions.slice(0, 1) } };
  };

  beforeAll(async () => {
    expect(readingOf('a1')).toMatch(/^\p{Script=Hiragana}{2}$/u);
    const organisations = await publish([first('aaa-busy'), first('zzz-quiet')]);
    expect(organisations.status, JSON.stringify(organisations.body)).toBe(200);
    const roles = Array.from({ length: 60 }, (_, index) =>
      any('roles', `busy-${index}`, roleOf(`${index}`, 'aaa-busy')),
    );
    const published = await publish([...roles, any('roles', 'quiet', roleOf('quiet', 'zzz-quiet'))]);
    expect(published.status, JSON.stringify(published.body)).toBe(200);
  });

  it('both are refused as referenced, each with its own referrers, and the rest of the set has results', async () => {
    const { status, body } = await publish([
      withdrawn('aaa-busy'),
      withdrawn('zzz-quiet'),
      any('terms', 'beside', termOf('beside')),
    ]);
    expect(status).toBe(422);
    const [busy, quiet, beside] = body.results;
    expect([busy.code, quiet.code, beside.result]).toEqual(['referenced', 'referenced', 'created']);
    expect(quiet.references).toEqual(['roles/quiet']);
    expect(busy.references).toHaveLength(20);
    expect(new Set(busy.references).size).toBe(20);
  });
});
