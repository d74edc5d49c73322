import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { responseSchemas } from '../../../src/http/editor/response-schemas.ts';
import { openApiFaults } from '../../support/ask.ts';
import { edition, notice, organisationOf, revision, roleOf, termOf } from '../../support/editor/client.ts';
import { type Answer, type As, codeOf, edit, type Init, stubAccess } from '../../support/editor/identity.ts';
import { empty } from '../../support/editor/invariants.ts';
import { faultsIn, operationAt } from '../../support/published.ts';

const api = '/editor/api';
const photonics = `${api}/terms/photonics`;

beforeAll(stubAccess);

beforeEach(async () => {
  vi.clearAllMocks();
  await empty(env.DB);
});

/** Sends a request as `edit` does; compares the answer, and an accepted body, with the published OpenAPI document. */
const request = async (path: string, init: Init = {}, as?: As): Promise<Answer> => {
  const answer = await edit(path, init, as);
  const method = init.method ?? (init.json === undefined ? 'GET' : 'POST');
  expect(openApiFaults(method, path, answer), `${method} ${path} → ${answer.status}`).toEqual([]);
  const { operation } = operationAt(method, new URL(path, 'https://example.jp').pathname);
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (answer.status < 300 && schema) expect(faultsIn(init.json, schema)).toEqual([]);
  return answer;
};

const save = (path: string, record: unknown, number = 0) =>
  request(`${path}/draft`, { method: 'PUT', json: record, headers: revision(number) });

describe('the editor’s API answers as its OpenAPI document says', () => {
  it('save, publish, save again, discard, withdraw, restore, rename', async () => {
    expect((await save(photonics, termOf('photonics'))).status).toBe(201);
    expect((await save(photonics, termOf('light'), 1)).status).toBe(200);
    expect((await request(`${photonics}/draft`)).status).toBe(200);
    expect((await request(photonics)).json).toMatchObject({ live: null, draft: { revision: 2 } });
    expect((await request(`${api}/drafts?limit=1`)).json.drafts).toHaveLength(1);
    expect((await request(`${photonics}/draft/check`, { json: {} })).json).toMatchObject({ result: 'created' });
    expect((await request(`${photonics}/references`)).json).toMatchObject({ references: [], next: null });
    const moved = { json: { slug: 'photon' }, headers: revision(2) };
    expect((await request(`${photonics}/rename`, moved, 'editor')).json).toMatchObject({ revision: 1 });
    const back = { json: { slug: 'photonics' }, headers: revision(1) };
    expect((await request(`${api}/terms/photon/rename`, back)).json).toMatchObject({ revision: 4 });
    expect((await request(`${photonics}/publish`, { json: { revision: 4 }, headers: edition(0) })).status).toBe(200);
    expect((await request(photonics)).json).toMatchObject({ live: { number: 1 }, draft: null });
    const { headers } = await request(photonics);
    const known = { 'If-None-Match': headers.get('ETag') ?? '' };
    expect((await request(photonics, { headers: known })).status).toBe(304);
    expect((await request(`${api}/items?state=published&limit=1`)).json.items).toHaveLength(1);
    await save(photonics, termOf('photonics'), 0);
    expect((await request(`${photonics}/draft`, { method: 'DELETE', headers: revision(6) })).status).toBe(200);
    expect((await request(`${photonics}/withdraw`, { json: { notice }, headers: edition(1) })).status).toBe(200);
    expect((await request(`${photonics}/restore`, { json: { number: 1 }, headers: edition(2) })).status).toBe(200);
    const rename = (slug: string, number: number) =>
      request(`${photonics}/rename`, { json: { slug }, headers: edition(number) });
    expect((await rename('light', 3)).json).toMatchObject({ slug: 'light', edition: 4 });
    expect((await rename('light', 4)).json).toEqual({ result: 'unchanged', edition: 4 });
    expect((await request(`${photonics}/editions`)).json.editions).toHaveLength(4);
    expect((await request(`${api}/events?limit=2&item=terms/photonics`)).json.next).toEqual(expect.any(Number));
  });

  it('dry run and publication of a set, events, archive, import', async () => {
    const items = [
      { kind: 'organisations', slug: 'office', match: null, record: organisationOf('office') },
      { kind: 'roles', slug: 'head', match: null, record: roleOf('head', 'office') },
    ];
    const publish = (json: object) => request(`${api}/publications`, { json });
    expect((await publish({ items, dryRun: true })).json).toMatchObject({ dryRun: true });
    expect((await publish({ items })).json.results).toHaveLength(2);
    const refused = await publish({
      items: [
        { ...items[0], record: organisationOf('bureau') },
        { ...items[1], match: 1 },
      ],
    });
    expect([codeOf(refused), refused.json.results[0].code]).toEqual(['set-refused', 'precondition-failed']);
    expect(responseSchemas.events.parse((await request(`${api}/events`)).json).events).toHaveLength(3);
    const gone = items.map(({ kind, slug }) => ({ kind, slug, match: 1, withdraw: { notice } }));
    expect((await publish({ items: gone, dryRun: true })).json.results).toMatchObject([{ result: 'changed' }, {}]);
    const { json } = await request(`${api}/archive?limit=1`);
    expect(responseSchemas.archive.parse(json)).toMatchObject({
      items: [{ slug: 'office' }],
      next: 'organisations/office@1',
    });
    const histories = json.items.map(({ kind, slug, ...history }: { kind: string; slug: string }) => ({
      ...{ kind, slug, history },
    }));
    expect((await publish({ items: histories })).json.results).toMatchObject([{ result: 'unchanged' }]);
    const referenced = { json: { notice }, headers: edition(1) };
    expect((await request(`${api}/organisations/office/withdraw`, referenced)).json.references).toEqual(['roles/head']);
    expect((await request(`${api}/listings`, { json: {} })).json).toMatchObject({ next: null });
  });

  it.each<[string, string, Init, As?]>([
    ['unauthenticated', photonics, {}, 'nobody'],
    ['forbidden', `${api}/events`, {}, 'editor'],
    ['cross-site', `${photonics}/publish`, { json: {}, headers: { Origin: 'https://example.org' } }],
    ['not-found', photonics, {}],
    ['unknown-collection', `${api}/laws/data`, {}],
    ['malformed-slug', `${api}/terms/Photonics`, {}],
    ['no-draft', `${photonics}/draft`, {}],
    ['not-published', `${photonics}/rename`, { json: { slug: 'light' }, headers: edition(1) }],
    [
      'malformed-json',
      `${photonics}/draft`,
      { method: 'PUT', body: '{', headers: { 'Content-Type': 'application/json' } },
    ],
    [
      'unsupported-media-type',
      `${photonics}/draft`,
      { method: 'PUT', body: '{}', headers: { 'Content-Type': 'text/csv' } },
    ],
    ['too-large', `${photonics}/draft`, { method: 'PUT', json: 'x'.repeat(300_000), headers: revision(0) }],
    ['invalid-record', `${photonics}/draft`, { method: 'PUT', json: { colour: 1 }, headers: revision(0) }],
    ['precondition-required', `${photonics}/draft`, { method: 'PUT', json: termOf('light') }],
    ['precondition-failed', `${photonics}/draft`, { method: 'PUT', json: termOf('light'), headers: revision(7) }],
    ['invalid-record', `${api}/publications`, { json: { items: [] } }],
  ])('%s: %s', async (code, path, init, as) => expect(codeOf(await request(path, init, as))).toBe(code));

  it('a browser gets a refusal as a page', async () => {
    const { text } = await request(photonics, { headers: { Accept: 'text/html' } });
    expect(text).toContain('<!DOCTYPE html>');
  });
});
