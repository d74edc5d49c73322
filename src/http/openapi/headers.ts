import type { Draft, Node } from './draft.ts';

const text = (example: string, more: Node = {}): Node => ({ schema: { type: 'string', ...more }, example });
const always = (value: string): Node => ({ schema: { type: 'string', const: value } });
const uri = (example: string): Node => text(example, { format: 'uri' });

/** The response headers there are, each with its schema. A name with a dot is one of several by that name. */
const known: Readonly<Record<string, Node>> = {
  'Access-Control-Allow-Headers': always('*'),
  'Access-Control-Allow-Methods': text('GET, HEAD, OPTIONS'),
  'Access-Control-Allow-Origin': always('*'),
  'Access-Control-Expose-Headers': text('Content-Language, Content-Location, ETag, Last-Modified, Link'),
  'Access-Control-Max-Age': { schema: { type: 'integer', minimum: 0 }, example: 86400 },
  Allow: text('GET, HEAD, OPTIONS'),
  'CDN-Cache-Control': text('max-age=86400, stale-while-revalidate=3600, stale-if-error=604800'),
  'Cache-Control': text('public, max-age=60'),
  'Cache-Tag': text('actions/data,councils/council-2-2024', { pattern: '^[\\x21-\\x7E]+$' }),
  'Content-Language': text('ja, en', { pattern: '^[a-z]{2,3}(?:, [a-z]{2,3})*$' }),
  'Content-Location': uri('https://example.jp/ja/actions/data.json'),
  'Content-Security-Policy': text("default-src 'none'; script-src 'self'"),
  'Cross-Origin-Resource-Policy': always('cross-origin'),
  ETag: text('"5d41402abc4b2a76b9719d91"', { pattern: '^(?:W/)?"[\\x21\\x23-\\x7E]+"$' }),
  'Last-Modified': text('Mon, 23 Nov 2026 00:00:00 GMT', { pattern: ' GMT$' }),
  Link: text('<https://example.jp/ja/actions/data.json>; rel="canonical"', { pattern: '^<[\\x21-\\x7E]+>; rel="' }),
  Location: uri('https://example.jp/ja/actions/data.json'),
  'Referrer-Policy': text('strict-origin-when-cross-origin'),
  'Retry-After': { schema: { type: 'integer', minimum: 0 }, example: 30 },
  Vary: text('Accept, Accept-Language', { pattern: '^(?:Accept, Accept-Language|Accept|Accept-Language)$' }),
  'Vary.Accept': always('Accept'),
  'Vary.Accept-Language': always('Accept-Language'),
  'Vary.Accept.Accept-Language': always('Accept, Accept-Language'),
  'X-Content-Type-Options': always('nosniff'),
  'X-Request-Id': text('0f8fad5b-d9cb-469f-a165-70867728950e'),
};

/** What every answer carries. */
export const onEveryAnswer = [
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Cache-Control',
  'Cross-Origin-Resource-Policy',
  'Referrer-Policy',
  'X-Content-Type-Options',
  'X-Request-Id',
] as const;

/** The `headers` of a response: those of every answer and the named ones; `?` after a name: not always there. */
export const headersOf = (draft: Draft, ...names: readonly string[]): Node =>
  Object.fromEntries(
    [...onEveryAnswer, ...names].sort().map((named) => {
      const variant = named.replace(/\?$/, '');
      const [name = ''] = variant.split('.', 1);
      const header = known[variant];
      if (!header) throw new Error(`no schema for the header ${variant}`);
      const required = variant === named;
      const make = () => ({ description: draft.word('headers', name), ...(required && { required }), ...header });
      return [name, draft.share('headers', required ? variant : `${variant}.optional`, make)];
    }),
  );
