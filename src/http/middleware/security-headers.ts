import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { EmbedVariant } from '../../url.ts';
import { ONE_MINUTE } from '../cache-policy.ts';
import { factory } from '../env.ts';

const methods = 'GET, HEAD, OPTIONS';
const exposedHeaders = 'Content-Language, Content-Location, ETag, Last-Modified, Link, Retry-After, X-Request-Id';

// What Hono would set besides belongs to applications in a browser, not to answers that other sites read and embed.
const off = {
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: false,
  xContentTypeOptions: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

/** The security headers of every answer. */
export const commonHeaders = secureHeaders({
  ...off,
  referrerPolicy: 'strict-origin-when-cross-origin',
  xContentTypeOptions: true,
});

// An answer to OPTIONS says what else it allows than CORS, and may be stored like any other.
const preflight = createMiddleware(async (c, next) => {
  await next();
  if (c.req.method !== 'OPTIONS') return;
  c.res.headers.set('Allow', methods);
  c.res.headers.set('Cache-Control', ONE_MINUTE);
  // Hono lets the answer vary by the headers that are asked for, but any are allowed.
  c.res.headers.delete('Vary');
});

/** Lets pages of any origin read and embed public answers, errors among them. Answers OPTIONS with 204. */
export const publicHeaders = [
  preflight,
  secureHeaders({ ...off, crossOriginResourcePolicy: 'cross-origin' }),
  // Each list as one string: Hono joins entries without a space.
  cors({
    origin: '*',
    allowMethods: [methods],
    allowHeaders: ['*'],
    exposeHeaders: [exposedHeaders],
    maxAge: 86_400,
  }),
] as const;

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
  const frames = /^(?:\/[^/]+)?\/embed-builder$/.test(path) ? ["frame-src 'self'"] : [];
  return [...policy, ...frames, "form-action 'self'", "base-uri 'none'", `frame-ancestors ${ancestors}`].join('; ');
};

/** Sets `Content-Security-Policy` (CSP3) on answers in HTML. */
export const contentSecurityPolicy = factory.createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.get('Content-Type')?.startsWith('text/html')) return;
  const { url, config } = c.var;
  c.res.headers.set('Content-Security-Policy', formatPolicy(c.req.path, url.variant, config.frameAncestors));
});

/** Keeps an answer of the editor's API out of every cache, and untransformed, so that its entity tag stays strong. */
export const setPrivateHeaders = (headers: Headers): void => {
  headers.set('Cache-Control', 'private, no-store, no-transform');
  headers.delete('CDN-Cache-Control');
};
