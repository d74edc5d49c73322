import { beforeAll, describe, expect, it } from 'vitest';
import { termOf } from '../../support/editor/client.ts';
import { effectOf } from '../../support/editor/effect.ts';
import { codeOf, edit, signed, stubAccess } from '../../support/editor/identity.ts';

const api = '/editor/api';
const assertion = 'Cf-Access-Jwt-Assertion';
const valid = () => signed({ groups: ['web-team'] });

/** Saves a draft of a new term, which every valid token with a role may do. */
const save = (headers: Record<string, string>, slug = 'quantum') =>
  edit(
    `${api}/terms/${slug}/draft`,
    { method: 'PUT', json: termOf('quantum'), headers: { 'If-None-Match': '*', ...headers } },
    'nobody',
  );

beforeAll(stubAccess);

describe('a browser sends a change from another site', () => {
  const origin = 'https://example.jp';

  it.each<[string, Record<string, string>]>([
    ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['same-site, from a sibling of ours', { 'Sec-Fetch-Site': 'same-site' }],
    // A browser says so of what a person types or bookmarks, which never changes anything by itself.
    ['Sec-Fetch-Site: none', { 'Sec-Fetch-Site': 'none' }],
    ['an unknown value', { 'Sec-Fetch-Site': 'trust-me' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['the origin null', { Origin: 'null' }],
    ['our name without TLS', { Origin: 'http://example.jp' }],
    ['our name at another port', { Origin: 'https://example.jp:8443' }],
    ['a name that begins like ours', { Origin: 'https://example.jp.evil.example' }],
    ['our origin, but cross-site', { Origin: origin, 'Sec-Fetch-Site': 'cross-site' }],
    ['same-origin, but another origin', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
  ])('→ cross-site: %s', async (_, headers) => {
    const token = await valid();
    const { answer, changed } = await effectOf(() => save({ [assertion]: token, ...headers }));
    expect([answer.status, codeOf(answer), changed]).toEqual([403, 'cross-site', []]);
  });

  it.each<[string, Record<string, string>]>([
    ['from a page of ours', { 'Sec-Fetch-Site': 'same-origin', Origin: origin }],
    ['from a page of ours, in a browser without Fetch Metadata', { Origin: origin }],
    ['from a program', {}],
  ])('a change %s → 201', async (name, headers) => {
    const slug = name.replaceAll(/\W+/g, '-').toLowerCase();
    expect((await save({ [assertion]: await valid(), ...headers }, slug)).status).toBe(201);
  });

  it.each(['cross-site', 'same-site', 'none'])('GET, Sec-Fetch-Site: %s → 200', async (site) => {
    const answer = await edit(`${api}/drafts`, { headers: { 'Sec-Fetch-Site': site } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  // What a form can send without asking first (Fetch §2.2.2) is never JSON.
  it.each([
    ['text/plain', '{"slug":"elsewhere"}'],
    ['application/x-www-form-urlencoded', 'slug=elsewhere'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/json', '{"slug":"elsewhere"}'],
    ['', '{"slug":"elsewhere"}'],
  ])('a form of the type “%s” → unsupported-media-type', async (type, body) => {
    const headers = { 'Content-Type': type, 'If-Match': '*' };
    const send = () => edit(`${api}/terms/dfft/rename`, { method: 'POST', headers, body });
    const { answer, changed } = await effectOf(send);
    expect([answer.status, codeOf(answer), changed]).toEqual([415, 'unsupported-media-type', []]);
  });
});
