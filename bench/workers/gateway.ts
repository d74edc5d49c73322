import { appOf } from '../../src/app.ts';

const body = JSON.stringify({ kind: 'actions', slug: 'data', text: 'データ'.repeat(500) });
const headers = {
  'Content-Type': 'application/json',
  'Content-Language': 'ja',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'max-age=86400',
  ETag: '"0123456789abcdef01234567"',
};

/** The gateway before public reads that always have the same answer at hand. */
export default appOf(() => async () => new Response(body, { headers }));
