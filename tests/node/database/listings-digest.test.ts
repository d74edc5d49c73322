import { env } from 'cloudflare:workers';
import { afterAll, expect, it } from 'vitest';
import { listingsDigest } from '../../../src/database/write/listings-digest.ts';
import { collationDigest } from '../../../src/i18n/collation.ts';
import { ask } from '../../support/ask.ts';
import { editorAt } from '../../support/editor/client.ts';
import { startOver } from '../../support/state.ts';

afterAll(startOver);

it('the digests are the same every time', () => {
  expect([listingsDigest(), collationDigest()]).toEqual([listingsDigest(), collationDigest()]);
  expect(listingsDigest()).toMatch(/^[0-9a-f]{24}$/);
});

it('lists that another version has sorted by its rules are sorted anew by the request after a deployment', async () => {
  const before = (await ask('/ja/terms.json')).text;
  await env.DB.batch([
    env.DB.prepare("UPDATE listings SET sort = slug || sort WHERE kind = 'terms'"),
    env.DB.prepare("UPDATE derived SET digest = 'of other rules' WHERE name = 'listings'"),
  ]);
  expect((await ask('/ja/terms.json')).text).not.toBe(before);
  expect((await ask('/readyz')).status).toBe(503);
  const send = editorAt(env.DB);
  for (let after: string | null = ''; after !== null; ) after = (await send('POST', '/listings', { after })).body.next;
  expect((await ask('/readyz')).status).toBe(200);
  expect((await ask('/ja/terms.json')).text).toBe(before);
});
