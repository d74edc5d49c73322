const body = JSON.stringify({ kind: 'actions', slug: 'data', text: 'データ'.repeat(500) });
const headers = {
  'Content-Type': 'application/json',
  'Content-Language': 'ja',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'max-age=86400',
  ETag: '"0123456789abcdef01234567"',
};
const added = {
  'Content-Location': 'http://localhost/ja/actions/data.json',
  'CDN-Cache-Control': 'no-store',
  Vary: 'Accept, Accept-Language',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Content-Language, Content-Location, ETag, Last-Modified, Link, Retry-After, X-Request-Id',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

const reads = async (): Promise<Response> => new Response(body, { headers });

/** A Worker that does no more than any gateway must: it copies an answer it was given, and sets the fields. */
export default {
  async fetch(): Promise<Response> {
    const given = await reads();
    const answer = new Response(given.body, given);
    for (const [name, value] of Object.entries(added)) answer.headers.set(name, value);
    answer.headers.set('X-Request-Id', crypto.randomUUID());
    return answer;
  },
} satisfies ExportedHandler;
