import { defaultLanguage, isLanguage, type Language } from './languages.ts';

/** The settings of a deployment that the generated `Env` does not have, because all of them are optional. */
export interface CacheBindings {
  /** The origin at which the public reads are asked over HTTP, through a cache in front of them. */
  READS_ORIGIN?: string;
  /** The URL that purges that cache, and the bearer token it expects. */
  PURGE_URL?: string;
  PURGE_SECRET?: string;
}

/** What a deployment sets, parsed and checked. */
export interface Config {
  /** The origin of every absolute URL, without a trailing slash; never taken from a request. */
  origin: string;
  /** The language of readers who state none. */
  defaultLanguage: Language;
  /** Whether search engines are to leave everything out: a preview is not to be found. */
  noIndex: boolean;
  /** The source list of `frame-ancestors` (CSP3 §6.4.2) for embeds. */
  frameAncestors: string;
  /** For how many days the events of refused commands are kept. */
  refusalsKept: number;
  /** The identity of the build: part of every ETag. */
  build: string;
  /** The origin of the public reads behind a cache of one's own; without it, this Worker's own entrypoint is used. */
  backendOrigin?: string;
  /** The cache that is purged over HTTP. */
  purge?: { url: string; secret: string };
}

// A source expression, CSP3 §2.3.1: a scheme, or a host with an optional scheme and port.
const sourceExpression =
  /^(?:\*|'self'|'none'|[a-z][a-z0-9+.-]*:|(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\*\.)?[a-z0-9.-]+(?::(?:\d+|\*))?)$/i;

/**
 * Parses `FRAME_ANCESTORS`: origins separated by spaces. Anyone may frame an embed where it is empty; nobody may where
 * it is not a source list.
 */
export const parseFrameAncestors = (value: string | undefined): string => {
  const sources = (value ?? '').split(/\s+/).filter((source) => source !== '');
  if (!sources.every((source) => sourceExpression.test(source))) return "'none'";
  return sources.length === 0 || sources.includes('*') ? '*' : sources.join(' ');
};

const defaultRefusalsKept = 90;

// Where the variable is no number of days, nothing is to be lost by a typing error.
const parseDays = (value: string | undefined): number =>
  /^[1-9]\d{0,4}$/.test(value ?? '') ? Number(value) : defaultRefusalsKept;

const parse = (env: Env & CacheBindings): Config => ({
  origin: env.PUBLIC_ORIGIN.replace(/\/+$/, ''),
  defaultLanguage: isLanguage(env.DEFAULT_LANGUAGE) ? env.DEFAULT_LANGUAGE : defaultLanguage,
  noIndex: env.ROBOTS === 'noindex',
  frameAncestors: parseFrameAncestors(env.FRAME_ANCESTORS),
  refusalsKept: parseDays(env.REFUSALS_KEPT_DAYS),
  build: env.VERSION.id,
  ...(env.READS_ORIGIN && { backendOrigin: new URL(env.READS_ORIGIN).origin }),
  ...(env.PURGE_URL && { purge: { url: env.PURGE_URL, secret: env.PURGE_SECRET ?? '' } }),
});

const parsed = new WeakMap<object, Config>();

/** Returns the configuration of a deployment, which is parsed once for each set of bindings: once an isolate. */
export const configOf = (env: Env & CacheBindings): Config => {
  const config = parsed.get(env) ?? parse(env);
  parsed.set(env, config);
  return config;
};
