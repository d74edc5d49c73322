import { env } from 'cloudflare:workers';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, importJWK, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { notice, termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import {
  type Answer,
  access,
  audience,
  claims,
  codeOf,
  edit,
  issuer,
  jwk,
  people,
  privateKey,
  publicKey,
  read,
  roles,
  signed,
  stubAccess,
  warnings,
} from '../../support/editor/identity.ts';

const api = '/editor/api';
const assertion = 'Cf-Access-Jwt-Assertion';
const bytes = (text: string) => new TextEncoder().encode(text);
const base64 = (value: unknown) => btoa(JSON.stringify(value)).replaceAll('=', '');
const partsOf = async (token: Promise<string>) => (await token).split('.') as [string, string, string];

const staff = { groups: ['web-team'] };
const valid = () => signed(staff);
const other = await generateKeyPair('RS256', { extractable: true });
const elliptic = await generateKeyPair('ES256');
const rsaFor = async (alg: string) =>
  (await importJWK({ ...(await crypto.subtle.exportKey('jwk', privateKey)), alg }, alg)) as CryptoKey;
const now = () => Math.floor(Date.now() / 1000);

/** Saves a draft of a new term, which every valid token with a role may do. */
const save = (headers: Record<string, string>, slug = 'quantum') =>
  edit(
    `${api}/terms/${slug}/draft`,
    { method: 'PUT', json: termOf('quantum'), headers: { 'If-None-Match': '*', ...headers } },
    'nobody',
  );

beforeAll(stubAccess);

describe('somebody sends an invalid token → 401, and nothing is changed', () => {
  it.each<[string, () => Promise<string> | string]>([
    ['no algorithm signed it', () => new UnsecuredJWT({ ...claims, ...staff }).encode()],
    [
      'no algorithm signed it, in mixed case',
      async () => {
        const [, payload, signature] = await partsOf(valid());
        return [base64({ alg: 'nOnE', kid: jwk.kid }), payload, signature].join('.');
      },
    ],
    [
      'the public key was the secret (HS256)',
      async () => signed(staff, { alg: 'HS256', key: bytes(await exportSPKI(publicKey)) }),
    ],
    ['the public key as JWK was the secret', () => signed(staff, { alg: 'HS256', key: bytes(JSON.stringify(jwk)) })],
    [
      'our key signed it by another algorithm (RS512)',
      async () => signed(staff, { alg: 'RS512', key: await rsaFor('RS512') }),
    ],
    [
      'our key signed it by another algorithm (PS256)',
      async () => signed(staff, { alg: 'PS256', key: await rsaFor('PS256') }),
    ],
    ['another kind of key signed it (ES256)', () => signed(staff, { alg: 'ES256', key: elliptic.privateKey })],
    ['another key with the same kid signed it', () => signed(staff, { key: other.privateKey })],
    ['a key signed it that Access does not know', () => signed(staff, { key: other.privateKey, kid: 'unknown' })],
    ['our key signed it under an unknown kid', () => signed(staff, { kid: 'unknown' })],
    [
      'it brings its own key along (jwk)',
      async () => {
        const own = await exportJWK(other.publicKey);
        return signed(staff, { key: other.privateKey, jwk: { kty: 'RSA', n: own.n ?? '', e: own.e ?? '' } });
      },
    ],
    [
      'it says where its key is (jku)',
      () => signed(staff, { key: other.privateKey, kid: 'x', jku: 'https://evil.example/keys' }),
    ],
    [
      'it demands what nobody knows (crit)',
      () =>
        signed(staff, { crit: ['rank'], rank: 'minister' }).catch(async () => {
          const [, payload, signature] = await partsOf(valid());
          return [base64({ alg: 'RS256', kid: jwk.kid, crit: ['rank'], rank: 'minister' }), payload, signature].join(
            '.',
          );
        }),
    ],
    ['another team issued it', () => signed({ ...staff, iss: 'https://others.cloudflareaccess.com' })],
    ['the issuer has a slash too many', () => signed({ ...staff, iss: `${issuer}/` })],
    ['the issuer is one of a list', () => signed({ ...staff, iss: [issuer] })],
    ['nobody issued it', () => signed({ ...staff, iss: undefined })],
    ['it is for another application', () => signed({ ...staff, aud: ['0f'.repeat(16)] })],
    ['it is for an application whose name begins like ours', () => signed({ ...staff, aud: `${audience}0` })],
    ['it is for nobody (empty list)', () => signed({ ...staff, aud: [] })],
    ['it does not say whom it is for', () => signed({ ...staff, aud: undefined })],
    ['it has expired', () => signed({ ...staff, exp: now() - 3600 })],
    ['it expires this second', () => signed({ ...staff, exp: now() })],
    ['it never expires', () => signed({ ...staff, exp: undefined })],
    ['it expires in words', () => signed({ ...staff, exp: '2099-01-01' })],
    ['it is not valid before an hour from now', () => signed({ ...staff, nbf: now() + 3600 })],
    ['it does not say when it was issued', () => signed({ ...staff, iat: undefined })],
    ['it was issued in words', () => signed({ ...staff, iat: 'today' })],
    ['it names nobody', () => signed({ ...staff, email: undefined, sub: '' })],
    ['it names a list', () => signed({ ...staff, email: ['a@example.jp'], sub: undefined })],
    [
      'it bears the signature of another',
      async () => {
        const [header, payload] = await partsOf(valid());
        return [header, payload, (await partsOf(signed()))[2]].join('.');
      },
    ],
    ['it has no signature', async () => (await valid()).replace(/[^.]+$/, '')],
    ['it has two parts', async () => (await partsOf(valid())).slice(0, 2).join('.')],
    ['it has five parts', async () => `${await valid()}.a.b`],
    ['it is cut off', async () => (await valid()).slice(0, 400)],
    ['its last character is cut off', async () => (await valid()).slice(0, -1)],
    ['it is said to be a bearer token', async () => `Bearer ${await valid()}`],
    [
      'it holds no claims (null)',
      () => new CompactSign(bytes('null')).setProtectedHeader({ alg: 'RS256', kid: jwk.kid }).sign(privateKey),
    ],
    [
      'it holds no claims (a list)',
      () => new CompactSign(bytes('[]')).setProtectedHeader({ alg: 'RS256', kid: jwk.kid }).sign(privateKey),
    ],
    [
      'it holds no JSON',
      () => new CompactSign(bytes('ministers')).setProtectedHeader({ alg: 'RS256', kid: jwk.kid }).sign(privateKey),
    ],
    ['it is three dots', () => '...'],
    ['it is rubbish between dots', () => '%%.~~.!!'],
    ['its parts are JSON, unencoded', () => '{"alg":"RS256"}.{}.x'],
    ['it is empty', () => ''],
    ['it is larger than 16 KB', () => signed({ ...staff, padding: 'x'.repeat(16_384) })],
    ['it is sent twice', async () => `${await valid()}, ${await valid()}`],
    ['it is sent with a forged one', async () => `${await signed(staff, { key: other.privateKey })}, ${await valid()}`],
  ])('%s', async (_, token) => {
    const headers = { [assertion]: await token() };
    const { answer, changed, events } = await effectOf(() => save(headers));
    expect([answer.status, codeOf(answer)]).toEqual([401, 'unauthenticated']);
    expect(answer.headers.get('WWW-Authenticate')).toBe('Cloudflare-Access');
    expect([changed, events]).toEqual([[], []]);
  });

  it.each<[string, (token: string) => Record<string, string>]>([
    ['Authorization: Bearer', (token) => ({ Authorization: `Bearer ${token}` })],
    ['the cookie of Access', (token) => ({ Cookie: `CF_Authorization=${token}` })],
    ['a cookie of that name', (token) => ({ Cookie: `${assertion}=${token}` })],
    ['X-Cf-Access-Jwt-Assertion', (token) => ({ [`X-${assertion}`]: token })],
    ['the e-mail address alone', () => ({ 'Cf-Access-Authenticated-User-Email': people.publisher })],
    ['the service token itself', () => ({ 'CF-Access-Client-Id': 'importer.access', 'CF-Access-Client-Secret': 'x' })],
  ])('a valid token in the wrong place: %s → 401', async (_, headers) => {
    const token = await valid();
    const { answer, changed, events } = await effectOf(() => save(headers(token)));
    expect([codeOf(answer), changed, events]).toEqual(['unauthenticated', [], []]);
  });

  it('the log has the refusal, and nothing of the token', async () => {
    const token = await signed(staff, { key: other.privateKey });
    warnings.length = 0;
    const { headers } = await save({ [assertion]: token });
    const line = { id: headers.get('X-Request-Id'), refused: 'unauthenticated', method: 'PUT' };
    expect(warnings.map((one) => JSON.parse(one))).toEqual([line]);
  });
});

describe('somebody sends a valid token → the role of its groups or its name', () => {
  const statusesFor = async (change: Record<string, unknown>) => {
    const token = await signed(change);
    const [drafts, events] = [await edit(`${api}/drafts`, {}, token), await edit(`${api}/events`, {}, token)];
    return [drafts.status, events.status];
  };
  const publisher = [200, 200];
  const editor = [200, 403];
  const nobody = [403, 403];

  it.each<[string, Record<string, unknown>, number[]]>([
    ['a person of a publishing group is a publisher', { groups: ['web-team'] }, publisher],
    ['a person of an editing group is an editor', { groups: ['everyone', 'translators'] }, editor],
    ['groups may stand in custom.groups', { custom: { groups: ['translators'] } }, editor],
    ['groups may stand in both places', { groups: ['translators'], custom: { groups: ['web-team'] } }, publisher],
    ['of two roles the higher counts', { groups: ['translators', 'web-team'] }, publisher],
    [
      'a service token has the role of its name',
      { email: undefined, sub: '', common_name: 'importer.access' },
      publisher,
    ],
    ['another service token has no role', { email: undefined, sub: '', common_name: 'other.access' }, nobody],
    ['a person without a group has no role', {}, nobody],
    ['a person of other groups has no role', { groups: ['everyone', 'Web-Team', 'web-team '] }, nobody],
    ['groups as a text are ignored', { groups: 'web-team' }, nobody],
    ['groups that are no texts are ignored', { groups: [{ name: 'web-team' }, ['web-team'], null] }, nobody],
    ['an e-mail address is no group', { email: 'web-team' }, nobody],
    [
      'claims that name roles are ignored',
      { role: 'publisher', roles: ['publisher'], groups: ['publisher', 'editor'] },
      nobody,
    ],
    ['custom and groups may be null', { custom: null, groups: null }, nobody],
    ['a token may be for several applications', { groups: ['translators'], aud: ['x', audience] }, editor],
  ])('%s', async (_, change, expected) => expect(await statusesFor(change)).toEqual(expected));

  it('a service token is named in the events', async () => {
    const token = await signed({ email: undefined, sub: '', common_name: 'importer.access' });
    const { answer, events } = await effectOf(() => save({ [assertion]: token }, 'by-machine'));
    expect(answer.status).toBe(201);
    expect(events).toMatchObject([{ who: 'importer.access', command: 'save', item: 'terms/by-machine', code: null }]);
  });

  it('many requests → the keys of Access are fetched once', async () => {
    // No half a minute passes, however busy the machine is: then an unknown key would have them fetched again.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const askWithUnknownKey = async () => edit(`${api}/drafts`, {}, await signed(staff, { kid: 'unknown' }));
    await askWithUnknownKey();
    const { requests: requestsOf } = access;
    await Promise.all(Array.from({ length: 20 }, () => edit(`${api}/drafts`)));
    for (const _ of Array(5)) await askWithUnknownKey();
    vi.useRealTimers();
    expect(access.requests).toBe(requestsOf);
  });

  it('Access has a new key → it is accepted half a minute later', async () => {
    const token = await signed(staff, { key: other.privateKey, kid: 'next' });
    const before = (await edit(`${api}/drafts`, {}, token)).status;
    access.keys = [jwk, { ...jwk, ...(await exportJWK(other.publicKey)), kid: 'next' }];
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    const after = (await edit(`${api}/drafts`, {}, token)).status;
    vi.useRealTimers();
    access.keys = [jwk];
    expect([before, after]).toEqual([401, 200]);
  });
});

describe('a deployment is not configured for editors', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no issuer', { ACCESS_ISSUER: '' }, 'ACCESS_ISSUER'],
    ['no audience', { ACCESS_AUDIENCE: '' }, 'ACCESS_AUDIENCE'],
    ['no roles', { ACCESS_ROLES: '' }, 'ACCESS_ROLES'],
    ['nothing at all', { ACCESS_ISSUER: '', ACCESS_AUDIENCE: '', ACCESS_ROLES: '' }, 'ACCESS_ISSUER, ACCESS_AUDIENCE'],
    ['an issuer without TLS', { ACCESS_ISSUER: issuer.replace('https', 'http') }, 'ACCESS_ISSUER'],
    ['roles that are no JSON', { ACCESS_ROLES: 'web-team' }, 'ACCESS_ROLES'],
    ['roles that are null', { ACCESS_ROLES: 'null' }, 'ACCESS_ROLES'],
  ])('%s → /editor answers 503 and logs why; readers get the same answers', async (_, bindings, why) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    for (const path of ['/editor', `${api}/drafts`, `${api}/terms/dfft`]) {
      const answer = await edit(path, {}, 'publisher', { bindings });
      expect([answer.status, codeOf(answer), answer.headers.get('Retry-After')]).toEqual([503, 'unavailable', '3600']);
      expect(answer.text).not.toMatch(/ACCESS|configur/i);
      expect(log).toHaveBeenLastCalledWith(expect.stringContaining(why));
    }
    log.mockRestore();
    for (const path of ['/ja/terms/dfft.json', '/terms', '/healthz'])
      expect((await edit(path, {}, 'nobody', { bindings })).text).toBe((await read(path)).text);
  });

  it('no roles for anybody → forbidden', async () => {
    const answer = await edit(`${api}/drafts`, {}, 'publisher', { bindings: { ACCESS_ROLES: '{}' } });
    expect(codeOf(answer)).toBe('forbidden');
  });

  it('the audience of another application → its tokens are valid, ours are not', async () => {
    const bindings = { ACCESS_AUDIENCE: '0f'.repeat(16) };
    expect((await edit(`${api}/drafts`, {}, 'publisher', { bindings })).status).toBe(401);
    const token = await signed({ ...staff, aud: bindings.ACCESS_AUDIENCE });
    expect((await edit(`${api}/drafts`, {}, token, { bindings })).status).toBe(200);
  });
});

describe('npm start signs in a local publisher', () => {
  const bindings = { LOCAL_PUBLISHER: '1', ACCESS_ISSUER: '', ACCESS_AUDIENCE: '', ACCESS_ROLES: '' };
  const person = { getIdentity: async () => ({ email: 'local-publisher@localhost' }) };

  it.each([
    ['http://localhost:8787', 200],
    ['http://127.0.0.1:8787', 200],
    ['http://[::1]:8787', 200],
    ['https://example.jp', 401],
    ['http://localhost.example.jp', 401],
    ['http://127.0.0.1.example.jp', 401],
    ['http://0.0.0.0:8787', 401],
    ['http://192.168.0.2:8787', 401],
    ['http://[::2]:8787', 401],
  ])('at %s: %i', async (origin, status) => {
    const answer = await edit(`${origin}${api}/events`, {}, 'nobody', { bindings, access: person });
    expect(answer.status).toBe(status);
  });

  it.each<[string, Parameters<typeof edit>[2], NonNullable<Parameters<typeof edit>[3]>]>([
    ['when the platform gives no identity', 'nobody', { bindings }],
    [
      'when the platform’s identity is undefined',
      'nobody',
      { bindings, access: { getIdentity: async () => undefined } },
    ],
    ['when a token is sent', 'publisher', { bindings }],
    ['when LOCAL_PUBLISHER is not set', 'nobody', { access: person }],
    ['when LOCAL_PUBLISHER is empty', 'nobody', { bindings: { LOCAL_PUBLISHER: '' }, access: person }],
  ])('but not %s → 401', async (_, as, surroundings) => {
    expect((await edit(`http://localhost:8787${api}/events`, {}, as, surroundings)).status).toBe(401);
  });
});

describe('a refusal does not reveal whether an item exists', () => {
  const precondition = { 'If-Match': '*' };
  const requests = [
    ['GET', '', undefined],
    ['GET', '/draft', undefined],
    ['GET', '/editions', undefined],
    ['PUT', '/draft', termOf('quantum')],
    ['DELETE', '/draft', undefined],
    ['POST', '/publish', {}],
    ['POST', '/withdraw', { notice }],
    ['POST', '/restore', { number: 1 }],
    ['POST', '/rename', { slug: 'elsewhere' }],
  ] as const;
  // The path and the id of the request differ.
  const comparable = ({ status, headers, json }: Answer) => ({
    status,
    json: { ...json, instance: '' },
    headers: [...headers].filter(([name]) => !['x-request-id', 'server-timing'].includes(name)),
  });

  it.each([
    ['nobody', 401, requests],
    ['stranger', 403, requests],
    // An editor may rename what was never published.
    ['editor', 403, requests.filter(([method, what]) => method === 'POST' && what !== '/rename')],
  ] as const)('%s gets the same %i for items that exist and that do not', async (as, status, requestsOf) => {
    for (const [method, what, json] of requestsOf) {
      const answers: object[] = [];
      for (const item of ['terms/dfft', 'terms/nope', 'nope/nope', 'terms/NOPE', 'terms/%00'])
        answers.push(comparable(await edit(`${api}/${item}${what}`, { method, json, headers: precondition }, as)));
      expect(answers).toEqual(answers.map(() => answers[0]));
      expect(answers[0]).toMatchObject({ status });
    }
  });

  it.each(['/editor', '/editor/', '/editor/api', '/editor/nothing', '/editor/api/archive'])(
    'nobody requests %s → 401',
    async (path) => expect((await edit(path, {}, 'nobody')).status).toBe(401),
  );

  // Access protects the path /editor: no other spelling of it may reach the API.
  it.each(['/editor%2Fapi/drafts', '//editor/api/drafts', '/Editor/api/drafts'])(
    'a publisher requests %s → 404',
    async (path) => expect((await edit(path, {}, 'publisher')).status).toBe(404),
  );

  it('a publisher requests /%65ditor/api/drafts → the URL that Access protects', async () => {
    const { status, headers } = await edit('/%65ditor/api/drafts', {}, 'publisher');
    expect([status, headers.get('Location')]).toEqual([308, 'https://example.jp/editor/api/drafts']);
  });
});

describe('an editor exceeds the rate limit', () => {
  it('→ 429 with Retry-After; others are served', async () => {
    const email = 'busy@example.go.jp';
    const token = await signed({ email, groups: ['translators'] });
    // The platform counts by the minute: in the last second of one the next might begin between count and request.
    while (new Date().getSeconds() > 56) await new Promise((resolve) => setTimeout(resolve, 500));
    for (let left = true; left; ) {
      const counts = await Promise.all(Array.from({ length: 100 }, () => env.EDITOR_RATE.limit({ key: email })));
      left = counts.every(({ success }) => success);
    }
    const bindings = { EDITOR_RATE: env.EDITOR_RATE };
    const put = { method: 'PUT', json: termOf('quantum'), headers: { 'If-None-Match': '*' } };
    const send = () => edit(`${api}/terms/in-a-hurry/draft`, put, token, { bindings });
    const { answer, changed, events } = await effectOf(send);
    expect([answer.status, codeOf(answer), answer.headers.get('Retry-After')]).toEqual([
      429,
      'too-many-requests',
      '60',
    ]);
    expect([changed, events]).toEqual([[], []]);
    expect((await edit(`${api}/drafts`, {}, 'editor', { bindings })).status).toBe(200);
    expect((await read('/ja/terms/dfft.json')).status).toBe(200);
  });
});

it('the roles of the tests are those of vitest.config.ts', () => {
  expect(JSON.parse(roles)).toEqual({ publisher: ['web-team', 'importer.access'], editor: ['translators'] });
});

it('the keys of Access cannot be fetched → 503 with Retry-After, not 401', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const unreachable = 'https://unreachable.cloudflareaccess.com';
  const token = await signed({ iss: unreachable, email: 'sato@example.go.jp', groups: ['web-team'] });
  const answer = await edit('/editor/api/drafts', {}, token, { bindings: { ACCESS_ISSUER: unreachable } });
  expect([answer.status, answer.json.type, answer.headers.get('Retry-After')]).toEqual([
    503,
    'https://example.jp/problems/unavailable',
    '30',
  ]);
  expect(answer.text).not.toContain('cloudflareaccess');
  logged.mockRestore();
});

it.each([
  ['POST', '/editor/api/terms/dfft/draft', 'GET, PUT, DELETE, PATCH'],
  ['GET', '/editor/api/terms/dfft/publish', 'POST'],
  ['POST', '/editor/api/events', 'GET'],
])('%s %s → 405 with Allow', async (method, path, allow) => {
  const answer = await edit(path, { method });
  expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow]);
});
