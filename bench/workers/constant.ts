const body = JSON.stringify({ kind: 'actions', slug: 'data', text: 'データ'.repeat(500) });
const headers = {
  'Content-Type': 'application/json',
  'Content-Language': 'ja',
  'Cache-Control': 'public, max-age=60',
  'CDN-Cache-Control': 'max-age=86400',
  ETag: '"0123456789abcdef01234567"',
};

/** A Worker that says the same to everybody. */
export default { fetch: async (): Promise<Response> => new Response(body, { headers }) } satisfies ExportedHandler;
