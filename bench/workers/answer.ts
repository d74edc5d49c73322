import { openly } from '../../src/http/policy.ts';

const body = JSON.stringify({ kind: 'actions', slug: 'data', text: 'データ'.repeat(500) });
const headers = new Headers({
  'Content-Type': 'application/json',
  'Content-Language': 'ja',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'max-age=86400',
  ETag: '"0123456789abcdef01234567"',
  'Cf-Cache-Status': 'HIT',
});
openly(headers);
const fields = Object.fromEntries(headers);

/** An answer of the public reads, as the cache in front of them keeps it. */
export const kept = (): Response => new Response(body, { headers: fields });

/** What the gateway sets on it for a negotiated URL. */
export const added = {
  'Content-Location': 'http://localhost/ja/actions/data.json',
  'CDN-Cache-Control': 'no-store',
  Vary: 'Accept, Accept-Language',
  'X-Request-Id': '00000000-0000-4000-8000-000000000000',
  'Server-Timing': 'cache;desc=hit, total;dur=0',
};

/** What a reader gets of it: letter for letter what the gateway answers. */
export const given = { body, headers: { ...fields, ...added } };
