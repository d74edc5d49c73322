import type { DocumentBuilder, Node } from './builder.ts';
import type { Api } from './examples.ts';

const text = (example: string, more: Node = {}): Node => ({ schema: { type: 'string', ...more }, example });
const always = (value: string): Node => ({ schema: { type: 'string', const: value } });
const uri = (example: string): Node => text(example, { format: 'uri' });

// What the platform may compress also varies by Accept-Encoding.
const vary = (pattern: string, example = pattern): Node =>
  text(example, { pattern: `^${pattern}(?:, Accept-Encoding)?$` });

/** The response headers with their schemas. `Name.variant` is the header `Name` with another schema. */
const headerSchemas: Readonly<Record<string, Node>> = {
  'Access-Control-Allow-Headers': always('*'),
  'Access-Control-Allow-Methods': text('GET, HEAD, OPTIONS'),
  'Access-Control-Allow-Origin': always('*'),
  'Access-Control-Expose-Headers': text('Content-Language, Content-Location, ETag, Last-Modified, Link'),
  'Access-Control-Max-Age': { schema: { type: 'integer', minimum: 0 }, example: 86400 },
  Allow: text('GET, HEAD, OPTIONS'),
  'Avail-Language': text('ja;d, en', { pattern: '^[a-z]{2,3}(?:;d)?(?:, [a-z]{2,3}(?:;d)?)*$' }),
  'Cache-Control': text('public, max-age=60'),
  'Cache-Control.editor': always('private, no-store, no-transform'),
  'Content-Language': text('ja, en', { pattern: '^[a-z]{2,3}(?:, [a-z]{2,3})*$' }),
  'Content-Location': uri('https://example.jp/ja/actions/data.json'),
  'Content-Location.editor': uri('https://example.jp/editor/api/actions/data'),
  'Content-Security-Policy': text("default-src 'none'; script-src 'self'"),
  'Cross-Origin-Resource-Policy': always('cross-origin'),
  ETag: text('"5d41402abc4b2a76b9719d91"', { pattern: '^(?:W/)?"[\\x21\\x23-\\x7E]+"$' }),
  'ETag.edition': text('"e3"', { pattern: '^"e[1-9][0-9]*"$' }),
  'ETag.draft': text('"r7"', { pattern: '^"r[1-9][0-9]*"$' }),
  'ETag.either': text('"e3"', { pattern: '^"[er][1-9][0-9]*"$' }),
  'ETag.read': text('"e3.r7"', {
    pattern: '^"(?:e[1-9][0-9]*(?:\\.erased)?(?:\\.r[1-9][0-9]*)?|r[1-9][0-9]*)"$',
  }),
  'Last-Modified': text('Mon, 23 Nov 2026 00:00:00 GMT', { pattern: ' GMT$' }),
  Link: text('<https://example.jp/ja/actions/data.json>; rel="canonical"', { pattern: '^<[\\x21-\\x7E]+>; rel="' }),
  Location: uri('https://example.jp/ja/actions/data.json'),
  'Referrer-Policy': text('strict-origin-when-cross-origin'),
  'Retry-After': { schema: { type: 'integer', minimum: 0 }, example: 30 },
  'Server-Timing': text('cache;desc=hit, total;dur=3', { pattern: '^(?:cache;desc=[a-z]+, )?total;dur=[0-9]+$' }),
  Vary: vary('(?:Accept, Accept-Language|Accept|Accept-Language)', 'Accept, Accept-Language'),
  'Vary.Accept': vary('Accept'),
  'Vary.Accept-Language': vary('Accept-Language'),
  'Vary.Accept.Accept-Language': vary('Accept, Accept-Language'),
  'Vary.Accept-Encoding': always('Accept-Encoding'),
  'WWW-Authenticate': always('Cloudflare-Access'),
  'X-Content-Type-Options': always('nosniff'),
  'X-Request-Id': text('0f8fad5b-d9cb-469f-a165-70867728950e'),
};

/** The headers of every response of each API. */
const commonHeaders: Readonly<Record<Api, readonly string[]>> = {
  public: [
    'Access-Control-Allow-Origin',
    'Access-Control-Expose-Headers',
    'Cache-Control',
    'Cross-Origin-Resource-Policy',
    'Referrer-Policy',
    'Server-Timing',
    'X-Content-Type-Options',
    'X-Request-Id',
  ],
  editor: ['Cache-Control.editor', 'Referrer-Policy', 'Server-Timing', 'X-Content-Type-Options', 'X-Request-Id'],
};

// `Avail-Language` goes with a `Vary` that names Accept-Language; what does not vary otherwise may vary by encoding.
const varyHeaders = (api: Api, names: readonly string[]): string[] => {
  const own = names.find((name) => name.startsWith('Vary'));
  if (own === undefined) return api === 'public' ? ['Vary.Accept-Encoding?'] : [];
  if (own.endsWith('?')) return ['Avail-Language?'];
  return own.includes('Language') ? ['Avail-Language'] : [];
};

/**
 * Response headers for the public or editor API: the common ones plus `names`; a trailing `?` marks an optional header.
 * @throws Error if a header has no schema.
 */
export const responseHeaders = (builder: DocumentBuilder, api: Api, ...names: readonly string[]): Node =>
  Object.fromEntries(
    [...commonHeaders[api], ...names, ...varyHeaders(api, names)].sort().map((requested) => {
      const variant = requested.replace(/\?$/, '');
      const [name = ''] = variant.split('.', 1);
      const header = headerSchemas[variant];
      if (!header) throw new Error(`no schema for the header ${variant}`);
      const required = variant === requested;
      const description = builder.messages.headers[variant] ?? builder.message('headers', name);
      const create = () => ({ description, ...(required && { required }), ...header });
      return [name, builder.share('headers', required ? variant : `${variant}.optional`, create)];
    }),
  );

/** Response headers for the public API. */
export const publicHeaders = (builder: DocumentBuilder, ...names: readonly string[]): Node =>
  responseHeaders(builder, 'public', ...names);
