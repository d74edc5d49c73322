import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AccessConfiguration, parseAccessSettings } from '../../../src/http/editor/access-settings.ts';
import { codeOf, edit, issuer, signed } from '../../support/editor/identity.ts';
import { stubKeys } from '../../support/editor/issuer.ts';

const api = '/editor/api';
const keys = stubKeys();
let restore: () => void;
beforeAll(() => {
  restore = keys.install();
});
afterAll(() => restore());

/** The statuses of what an editor may do, and of what a publisher may. */
const statusesFor = async (claims: Record<string, unknown>, roles: unknown) => {
  const token = await signed(claims);
  const bindings = { ACCESS_ROLES: JSON.stringify(roles) };
  const drafts = await edit(`${api}/drafts`, {}, token, { bindings });
  const events = await edit(`${api}/events`, {}, token, { bindings });
  return [drafts.status, events.status];
};
const publisher = [200, 200];
const editor = [200, 403];
const nobody = [403, 403];

const service = (name: string) => ({ email: undefined, sub: '', common_name: name });

describe('a person signs in with a one-time PIN, whose token has an e-mail address and no groups', () => {
  it.each<[string, unknown, number[]]>([
    ['named by the address → a publisher', { publisher: ['sato@example.go.jp'] }, publisher],
    ['named by the address in other case → a publisher', { publisher: ['Sato@Example.GO.jp'] }, publisher],
    ['named by the domain → an editor', { publisher: ['web-team'], editor: ['@example.go.jp'] }, editor],
    ['named by both → the higher role', { publisher: ['sato@example.go.jp'], editor: ['@example.go.jp'] }, publisher],
    ['the domain is another', { publisher: ['@go.jp', '@ample.go.jp', '@sub.example.go.jp'] }, nobody],
    ['the address is of somebody else', { publisher: ['ato@example.go.jp', 'sato@example.go.jpx.jp'] }, nobody],
    ['the address is named as a group', { publisher: ['group:sato@example.go.jp'] }, nobody],
  ])('%s', async (_, roles, expected) => {
    expect(await statusesFor({ email: 'SATO@example.go.jp' }, roles)).toEqual(expected);
  });

  it.each<[string, Record<string, unknown>]>([
    ['the provider has not verified the address', { email_verified: false }],
    ['the address is a list', { email: ['sato@example.go.jp'] }],
    ['the address is a domain alone', { email: 'example.go.jp' }],
    ['the address is in another claim', { email: 'x@other.example', upn: 'sato@example.go.jp' }],
  ])('but %s → no role', async (_, claims) => {
    const roles = { publisher: ['sato@example.go.jp'], editor: ['@example.go.jp'] };
    expect(await statusesFor({ email: 'sato@example.go.jp', ...claims }, roles)).toEqual(nobody);
  });
});

describe('groups, addresses and service tokens are told apart', () => {
  it.each<[string, Record<string, unknown>, unknown, number[]]>([
    ['a group', { groups: ['web-team'] }, { publisher: ['web-team'] }, publisher],
    ['a group in Japanese', { groups: ['広報室（編集）'] }, { editor: ['広報室（編集）'] }, editor],
    ['a group named like an address', { groups: ['web@g.example'] }, { publisher: ['group:web@g.example'] }, publisher],
    ['a service token', service('4f2a.access'), { publisher: ['4f2a.access'] }, publisher],
    ['a service token named in full', service('importer'), { publisher: ['service-token:importer'] }, publisher],
    [
      'a group that is called like an address',
      { groups: ['sato@example.go.jp'] },
      { publisher: ['sato@example.go.jp'] },
      nobody,
    ],
    ['a group that is called like a domain', { groups: ['@example.jp'] }, { publisher: ['@example.jp'] }, nobody],
    [
      'a group that is called like a service token',
      { groups: ['4f2a.access'] },
      { publisher: ['4f2a.access'] },
      nobody,
    ],
    ['a service token that is called like a group', service('web-team'), { publisher: ['web-team'] }, nobody],
    [
      'a service token that is called like an address',
      service('a@example.jp'),
      { publisher: ['a@example.jp'] },
      nobody,
    ],
    [
      'a person with the common name of a service token',
      { common_name: '4f2a.access' },
      { publisher: ['4f2a.access'] },
      nobody,
    ],
  ])('%s', async (_, claims, roles, expected) => expect(await statusesFor(claims, roles)).toEqual(expected));
});

describe('ACCESS_ROLES has a fault → 503, and the log names the place', () => {
  it.each<[string, string]>([
    ['web-team', ': notJson'],
    ['', ': missing'],
    ['null', ': notObject'],
    ['["web-team"]', ': notObject'],
    ['{"publishers":["web-team"]}', '/publishers: unknownRole'],
    ['{"publisher":["web-team"],"Editor":[]}', '/Editor: unknownRole'],
    ['{"publisher":"web-team"}', '/publisher: notList'],
    ['{"publisher":["web-team"],"editor":{"groups":["x"]}}', '/editor: notList'],
    ['{"publisher":[""]}', '/publisher/0: emptyEntry'],
    ['{"publisher":["web-team","　"]}', '/publisher/1: emptyEntry'],
    ['{"publisher":["web-team"],"editor":["group:"]}', '/editor/0: emptyEntry'],
    ['{"publisher":[null]}', '/publisher/0: notText'],
    ['{"publisher":[["web-team"]]}', '/publisher/0: notText'],
    ['{"publisher":[" web-team"]}', '/publisher/0: pattern'],
    ['{"publisher":["*"]}', '/publisher/0: pattern'],
    ['{"publisher":["*@example.go.jp"]}', '/publisher/0: pattern'],
    ['{"publisher":["sato＠example.go.jp"]}', '/publisher/0: pattern'],
    ['{"publisher":["@"]}', '/publisher/0: noDomain'],
    ['{"publisher":["@jp"]}', '/publisher/0: noDomain'],
    ['{"publisher":["sato@"]}', '/publisher/0: noEmail'],
    ['{"publisher":["sato@example"]}', '/publisher/0: noEmail'],
    ['{"publisher":["sato@example.go.jp, suzuki@example.go.jp"]}', '/publisher/0: noEmail'],
    ['{"publisher":["sato @example.go.jp"]}', '/publisher/0: noEmail'],
  ])('%s → ACCESS_ROLES%s', async (roles, place) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await edit(`${api}/drafts`, {}, 'publisher', { bindings: { ACCESS_ROLES: roles } });
    expect([answer.status, codeOf(answer), answer.headers.get('Retry-After')]).toEqual([503, 'unavailable', '3600']);
    expect(JSON.parse(String(log.mock.calls.at(-1)))).toMatchObject({ editor: `ACCESS_ROLES${place}` });
    log.mockRestore();
  });
});

describe('another OpenID Connect provider is configured', () => {
  const bindings = {
    ACCESS_ISSUER: 'https://id.example.go.jp/realms/web/',
    ACCESS_KEYS_URL: 'https://id.example.go.jp/realms/web/protocol/openid-connect/certs',
    ACCESS_AUDIENCE: 'content-api',
  };
  const token = (claims: Record<string, unknown> = {}) =>
    signed({ iss: bindings.ACCESS_ISSUER, aud: bindings.ACCESS_AUDIENCE, groups: ['web-team'], ...claims });
  const send = (headers: Record<string, string>) => edit(`${api}/drafts`, { headers }, 'nobody', { bindings });

  it('its token is accepted, as a bearer token and in the header of Access', async () => {
    expect((await send({ Authorization: `Bearer ${await token()}` })).status).toBe(200);
    expect((await send({ 'Cf-Access-Jwt-Assertion': await token() })).status).toBe(200);
    expect(keys.asked).toContain(bindings.ACCESS_KEYS_URL);
  });

  it.each<[string, () => Promise<Record<string, string>>]>([
    ['no token is sent', async () => ({})],
    ['the token is sent by another scheme', async () => ({ Authorization: `Basic ${await token()}` })],
    ['the token is of Access', async () => ({ Authorization: `Bearer ${await signed({ groups: ['web-team'] })}` })],
    [
      'the issuer lacks its slash',
      async () => ({ Authorization: `Bearer ${await token({ iss: bindings.ACCESS_ISSUER.slice(0, -1) })}` }),
    ],
    ['the audience is another', async () => ({ Authorization: `Bearer ${await token({ aud: 'another' })}` })],
  ])('%s → 401 with the challenge Bearer', async (_, headers) => {
    const answer = await send(await headers());
    expect([answer.status, answer.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each<[Partial<AccessConfiguration>, object]>([
    [{ ACCESS_KEYS_URL: 'http://id.example.go.jp/certs' }, { setting: 'ACCESS_KEYS_URL', fault: 'notHttps' }],
    [{ ACCESS_KEYS_URL: 'certs' }, { setting: 'ACCESS_KEYS_URL', fault: 'notHttps' }],
    [{ ACCESS_ISSUER: 'http://id.example.go.jp' }, { setting: 'ACCESS_ISSUER', fault: 'notHttps' }],
    [{ ACCESS_KEYS_URL: '' }, { setting: 'ACCESS_ISSUER', fault: 'notOrigin' }],
    [
      { ACCESS_KEYS_URL: '', ACCESS_ISSUER: issuer.replace('https', 'http') },
      { setting: 'ACCESS_ISSUER', fault: 'notHttps' },
    ],
    [
      { ACCESS_KEYS_URL: 'http://127.0.0.1:9000/certs' },
      { keysUrl: 'http://127.0.0.1:9000/certs', isOwnProvider: true },
    ],
  ])('%o', (change, expected) => {
    const roles = { ACCESS_ROLES: '{"publisher":["web-team"]}' };
    expect(parseAccessSettings({ ...bindings, ...roles, ...change })).toMatchObject(expected);
  });
});
