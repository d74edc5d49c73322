const body = JSON.stringify({ kind: 'actions', slug: 'data', text: 'データ'.repeat(500) });
const headers = {
  'Content-Type': 'application/json',
  'Content-Language': 'ja',
  'Content-Location': 'http://localhost/ja/actions/data.json',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'no-store',
  ETag: '"0123456789abcdef01234567"',
  Vary: 'Accept, Accept-Language',
  'X-Request-Id': '00000000-0000-4000-8000-000000000000',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Content-Language, Content-Location, ETag, Last-Modified, Link, Retry-After, X-Request-Id',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

/** A Worker that says to everybody, letter for letter, what the gateway does. */
export default { fetch: async (): Promise<Response> => new Response(body, { headers }) } satisfies ExportedHandler;
