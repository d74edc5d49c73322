import { createMiddleware } from 'hono/factory';
import type { EmbedVariant } from '../../url.ts';
import { ONE_MINUTE } from '../cache-headers.ts';
import { factory } from '../env.ts';

// Hono's cors and secure-headers set the same headers in three layers, and cors does so before there is a response: Hono
// then makes one to hold them, and merges it into the handler's header by header. Measured in docs/decisions/0049.
const publicFields = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Content-Language, Content-Location, ETag, Last-Modified, Link, Retry-After, X-Request-Id',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const methods = 'GET, HEAD, OPTIONS';

// An answer to OPTIONS says what else it allows than CORS, and may be stored like any other. Any header is allowed, so
// it does not vary by those that are asked for.
const optionsFields = {
  ...publicFields,
  'Access-Control-Allow-Methods': methods,
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Max-Age': '86400',
  Allow: methods,
  'Cache-Control': ONE_MINUTE,
};

/**
 * Lets pages of any origin read and embed public answers, errors among them (Fetch §3.2, §3.6). Answers OPTIONS with 204.
 * An answer of the public reads has its headers already: they set them by the same middleware, and a cache stores them.
 */
export const publicHeaders = createMiddleware(async (c, next) => {
  if (c.req.method === 'OPTIONS') return new Response(null, { status: 204, headers: optionsFields });
  await next();
  const { headers } = c.res;
  if (headers.has('Access-Control-Allow-Origin')) return;
  for (const [name, value] of Object.entries(publicFields)) headers.set(name, value);
});

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
];

/**
 * Formats the `Content-Security-Policy` of a page: nothing from a third party, no inline script. Only embeds may be
 * framed; only the embed builder shows frames, and those are ours.
 */
export const formatPolicy = (path: string, variant: EmbedVariant | undefined, frameAncestors: string): string => {
  const ancestors = variant === 'embed' ? frameAncestors : "'none'";
  // `*` allows no page of a file or an app: where anyone may frame, nothing is said.
  const framing = ancestors === '*' ? [] : [`frame-ancestors ${ancestors}`];
  const frames = /^(?:\/[^/]+)?\/embed-builder$/.test(path) ? ["frame-src 'self'"] : [];
  return [...policy, ...frames, "form-action 'self'", "base-uri 'none'", ...framing].join('; ');
};

/** Sets the security headers of every answer, and `Content-Security-Policy` (CSP3) on those in HTML. */
export const securityHeaders = factory.createMiddleware(async (c, next) => {
  await next();
  const { headers } = c.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  if (!headers.get('Content-Type')?.startsWith('text/html')) return;
  const { url, config } = c.var;
  headers.set('Content-Security-Policy', formatPolicy(c.req.path, url.variant, config.frameAncestors));
});

/** Keeps an answer of the editor's API out of every cache, and untransformed, so that its entity tag stays strong. */
export const setPrivateHeaders = (headers: Headers): void => {
  headers.set('Cache-Control', 'private, no-store, no-transform');
};
