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

const bytes = new TextEncoder().encode(body);
const before = new Response(null, { headers });

/**
 * An answer of the public reads, as the cache in front of them keeps it: its bytes and its fields. What it takes to give
 * it is no work of a gateway, and is as little as there can be.
 */
export const kept = (): Response => new Response(bytes, before);

/** What the gateway sets on it for a negotiated URL. */
export const added = {
  'Content-Location': 'http://localhost/ja/actions/data.json',
  'CDN-Cache-Control': 'no-store',
  Vary: 'Accept, Accept-Language',
  'X-Request-Id': '9a1b2c3d4e5f6789-NRT',
  'Server-Timing': 'cache;desc=hit, total;dur=0',
};

/** What a reader gets of it: letter for letter what the gateway answers. */
export const given = { body, headers: { ...fields, ...added } };
