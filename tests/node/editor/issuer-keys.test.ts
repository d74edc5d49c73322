import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf, edit, jwk, kid, signed } from '../../support/editor/identity.ts';
import { keySet, stubKeys } from '../../support/editor/issuer.ts';

const other = await generateKeyPair('RS256', { extractable: true });
const keys = stubKeys();
let restore: () => void;
let team = 0;
let host = '';

beforeAll(() => {
  restore = keys.install();
});
afterAll(() => restore());
// Each test has a team of its own, of whose keys nothing is known yet.
beforeEach(() => {
  team += 1;
  host = `https://team-${team}.cloudflareaccess.com`;
  keys.answer = keySet;
  keys.asked.length = 0;
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

const minutes = 60_000;
const ask = async (header: Parameters<typeof signed>[1] = {}) => {
  const token = await signed({ iss: host, groups: ['web-team'] }, header);
  const answer = await edit('/editor/api/drafts', {}, token, { bindings: { ACCESS_ISSUER: host } });
  return [answer.status, codeOf(answer), answer.headers.get('Retry-After')];
};
const good = [200, undefined, null];
const unavailable = [503, 'unavailable', '30'];
const unauthenticated = [401, 'unauthenticated', null];

/** Runs something some time (ms) from now. */
const later = async <Result>(time: number, act: () => Promise<Result>): Promise<Result> => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + time });
  try {
    return await act();
  } finally {
    vi.useRealTimers();
  }
};

const failures: [string, () => Response | Promise<Response>][] = [
  ['500', () => new Response('', { status: 500 })],
  [
    '404 with a page',
    () => new Response('<h1>Not found</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } }),
  ],
  ['200 with a page', () => new Response('<h1>Sign in</h1>', { headers: { 'Content-Type': 'text/html' } })],
  ['a redirect', () => new Response(null, { status: 302, headers: { Location: 'https://example.jp/login' } })],
  ['an empty body', () => new Response('')],
  ['JSON that is no key set', () => Response.json({ error: 'maintenance' })],
  ['null', () => Response.json(null)],
  ['a key set without keys', () => Response.json({ keys: [] })],
  ['a key set of something else', () => Response.json({ keys: ['of-the-tests'] })],
  ['nothing: the connection breaks', () => Promise.reject(new TypeError('network error'))],
];

describe('the URL of the issuer’s keys fails', () => {
  it.each(failures)('it answers %s and no keys are known → 503 with Retry-After', async (_, answer) => {
    keys.answer = answer;
    expect(await ask()).toEqual(unavailable);
    keys.answer = keySet;
    expect(await ask()).toEqual(good);
  });

  it.each(failures)('it answers %s after the keys were fetched → the kept keys are used', async (_, answer) => {
    expect(await ask()).toEqual(good);
    keys.answer = answer;
    const [known, unknown, forged] = await later(11 * minutes, async () => [
      await ask(),
      await ask({ key: other.privateKey, kid: 'next' }),
      await ask({ key: other.privateKey }),
    ]);
    // A key that is not known may be a new one; a signature that is wrong by a known key is wrong.
    expect([known, unknown, forged]).toEqual([good, unavailable, unauthenticated]);
  });

  it('the kept keys are used for a day, and the URL is asked twice a minute', async () => {
    expect(await ask()).toEqual(good);
    keys.answer = () => new Response('', { status: 500 });
    await later(60 * minutes, async () => {
      for (const _ of Array(5)) expect(await ask()).toEqual(good);
    });
    expect(keys.asked).toHaveLength(2);
    expect(await later(23 * 60 * minutes, ask)).toEqual(good);
    expect(await later(25 * 60 * minutes, ask)).toEqual(unavailable);
    keys.answer = keySet;
    expect(await later(26 * 60 * minutes, ask)).toEqual(good);
  });

  it('it answers again with other keys → the old ones are forgotten', async () => {
    expect(await ask()).toEqual(good);
    keys.answer = () => new Response('', { status: 500 });
    expect(await later(11 * minutes, ask)).toEqual(good);
    const next = { ...jwk, ...(await exportJWK(other.publicKey)), kid: 'next' };
    keys.answer = () => Response.json({ keys: [next] });
    await later(12 * minutes, async () => {
      expect(await ask({ key: other.privateKey, kid: 'next' })).toEqual(good);
      expect(await ask()).toEqual(unauthenticated);
    });
  });

  it('it answers with a key that cannot be read → 503', async () => {
    keys.answer = () => Response.json({ keys: [{ kty: 'RSA', n: '?', e: 'AQAB', kid }] });
    expect(await ask()).toEqual(unavailable);
  });

  it('a token is signed by an unknown key while the URL answers → 401', async () => {
    expect(await ask({ kid: `${kid}-2` })).toEqual(unauthenticated);
  });
});
