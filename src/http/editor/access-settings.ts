import { memoize } from '../../lib/memoize.ts';
import { parseRoles, type Roles, type RolesFault } from './roles.ts';

/** The settings of Cloudflare Access, or of another OpenID Connect provider. */
export interface AccessConfiguration {
  ACCESS_ISSUER?: string;
  ACCESS_AUDIENCE?: string;
  ACCESS_ROLES?: string;
  /** The JSON Web Key Set of another provider (RFC 7517 §5); without it, that of Cloudflare Access. */
  ACCESS_KEYS_URL?: string;
  /** Set only by `npm start`, where `[access.dev]` of wrangler.toml stands in for Access. */
  LOCAL_PUBLISHER?: string;
  /** What the proxy of `npm start` adds to a request for a name of this machine; it changes with every start. */
  LOCAL_SECRET?: string;
}

/** The header in which that proxy sends `LOCAL_SECRET`. */
export const LOCAL_SECRET_HEADER = 'Local-Secret';

/** Whose tokens are valid, and who has which role. */
export interface AccessSettings {
  issuer: string;
  audience: string;
  keysUrl: string;
  roles: Roles;
  /** Whether another provider than Cloudflare Access issues the tokens: they then come as bearer tokens (RFC 6750), too. */
  isOwnProvider: boolean;
}

/** Settings that are missing or wrong: their names, why, and the place in `ACCESS_ROLES` (a JSON Pointer). */
export interface SettingFault {
  setting: string;
  fault: 'missing' | 'notHttps' | 'notOrigin' | RolesFault;
  pointer?: string;
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host name leads to this machine, and nowhere else. */
export const isLoopback = (hostname: string): boolean => loopback.has(hostname);

// Keys that come over an open line could be anybody's; nobody is between a machine and itself.
const isSecure = (url: string): boolean => {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname ?? ''));
};

const rolesOf = memoize(parseRoles);

/** Parses the settings; returns the first fault where one is missing or wrong. */
export const parseAccessSettings = (env: AccessConfiguration): AccessSettings | SettingFault => {
  const { ACCESS_ISSUER: issuer, ACCESS_AUDIENCE: audience, ACCESS_ROLES: json, ACCESS_KEYS_URL: keysUrl } = env;
  if (!issuer || !audience || !json) {
    const missing = (['ACCESS_ISSUER', 'ACCESS_AUDIENCE', 'ACCESS_ROLES'] as const).filter((name) => !env[name]);
    return { setting: missing.join(', '), fault: 'missing' };
  }
  if (!isSecure(issuer) || (!keysUrl && !issuer.startsWith('https:')))
    return { setting: 'ACCESS_ISSUER', fault: 'notHttps' };
  if (keysUrl && !isSecure(keysUrl)) return { setting: 'ACCESS_KEYS_URL', fault: 'notHttps' };
  const roles = rolesOf(json);
  if ('fault' in roles) return { setting: 'ACCESS_ROLES', ...roles };
  // The issuer of another provider may end in a slash, and is compared as it is (OpenID Connect Core §3.1.3.7).
  if (keysUrl) return { issuer, audience, keysUrl, roles, isOwnProvider: true };
  const { origin } = new URL(issuer);
  if (issuer.replace(/\/+$/, '') !== origin) return { setting: 'ACCESS_ISSUER', fault: 'notOrigin' };
  return { issuer: origin, audience, keysUrl: `${origin}/cdn-cgi/access/certs`, roles, isOwnProvider: false };
};
