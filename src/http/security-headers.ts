import { embedVariantIn } from '../url.ts';

type Fields = readonly (readonly [name: string, value: string])[];

const everywhere: Fields = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
];
const exposed = 'Content-Language, Content-Location, ETag, Last-Modified, Link, Retry-After, X-Request-Id';
const open: Fields = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', exposed],
  ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ...everywhere,
];

const setAll = (headers: Headers, fields: Fields): void => {
  for (const [name, value] of fields) headers.set(name, value);
};

/**
 * Lets pages of any origin read a public answer. The public reads open their answers themselves, so that a cache keeps
 * them open; what is open already is left as it is.
 */
export const setPublicHeaders = (headers: Headers): void => {
  if (headers.has('Access-Control-Allow-Origin')) return;
  setAll(headers, open);
};

/** Keeps an answer of the editorial side from other people's pages, and from every cache. */
export const setPrivateHeaders = (headers: Headers): void => {
  headers.set('Cache-Control', 'private, no-store, no-transform');
  headers.delete('CDN-Cache-Control');
  setAll(headers, everywhere);
};

const strict = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
];
const nowhere = ["form-action 'self'", "base-uri 'none'"];

// A source of the policy, CSP3 §2.3.1: a scheme, or a host with what may stand around it.
const source =
  /^(?:\*|'self'|'none'|[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\*\.)?[a-z0-9.-]+(?::(?:\d+|\*))?)$/i;

/**
 * Who may frame a card, from `FRAME_ANCESTORS`: origins with spaces between them, anyone where it says nothing, and
 * nobody where it says what is no list of origins.
 */
export const frameAncestors = (configured: string | undefined): string => {
  const sources = (configured ?? '').split(/\s+/).filter((word) => word !== '');
  if (sources.length === 0) return '*';
  return sources.every((word) => source.test(word)) ? sources.join(' ') : "'none'";
};

/**
 * What a page may do (CSP3), by its path: nothing from a third party, no script in line. Only cards may be framed; only
 * the page that makes codes shows frames, and those are ours.
 */
export const contentSecurityPolicy = (path: string, configured: string | undefined): string => {
  const ancestors = embedVariantIn(path) === 'embed' ? frameAncestors(configured) : "'none'";
  const frames = /^(?:\/[^/]+)?\/embed-builder$/.test(path) ? ["frame-src 'self'"] : [];
  return [...strict, ...frames, ...nowhere, `frame-ancestors ${ancestors}`].join('; ');
};
