import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

/** The issuer's keys cannot be had at the moment, so nobody can be told from anybody. */
export class KeysUnreachable extends Error {}

/** What a person or a program may do: drafts, or everything. */
export type Role = 'editor' | 'publisher';

/** Who sends a request; without a role, someone known who may do nothing here. */
export interface Identity {
  who: string;
  role?: Role;
}

/** What the editorial side needs to know of Cloudflare Access. */
export interface AccessConfiguration {
  ACCESS_ISSUER?: string;
  ACCESS_AUDIENCE?: string;
  ACCESS_ROLES?: string;
  /** Set by `npm start` alone: `[access.dev]` of wrangler.toml stands in for Access on this machine. */
  LOCAL_PUBLISHER?: string;
}

// A larger token is not worth a signature check.
const longestToken = 16_384;

// Keys are fetched once for each issuer and kept as long as the isolate lives; jose fetches anew for an unknown key.
const keysOf = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

const keys = (issuer: string) => {
  const set = keysOf.get(issuer) ?? createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`));
  keysOf.set(issuer, set);
  return set;
};

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Which groups and service tokens have which role: `{"publisher": ["…"], "editor": ["…"]}`. */
const rolesIn = (json: string | undefined): Record<Role, string[]> | undefined => {
  try {
    const { publisher, editor } = JSON.parse(json ?? '') as Record<string, unknown>;
    return { publisher: strings(publisher), editor: strings(editor) };
  } catch {
    return undefined;
  }
};

/** Why the editorial side cannot serve, for the log; undefined when it can. */
export const misconfiguration = (env: AccessConfiguration): string | undefined => {
  if (env.LOCAL_PUBLISHER) return undefined;
  const missing = (['ACCESS_ISSUER', 'ACCESS_AUDIENCE', 'ACCESS_ROLES'] as const).filter((name) => !env[name]);
  if (missing.length > 0) return `not configured: ${missing.join(', ')}`;
  if (!env.ACCESS_ISSUER?.startsWith('https://')) return 'ACCESS_ISSUER is not an https origin';
  return rolesIn(env.ACCESS_ROLES) ? undefined : 'ACCESS_ROLES is not JSON';
};

// A person's groups stand in the token itself or, from some identity providers, under `custom`; a service token is its name.
const badgesOf = ({ groups, custom, common_name }: JWTPayload): string[] => [
  ...strings(groups),
  ...strings((custom as { groups?: unknown } | undefined)?.groups),
  ...(typeof common_name === 'string' && common_name !== '' ? [common_name] : []),
];

const identityOf = (payload: JWTPayload, roles: Record<Role, string[]>): Identity | undefined => {
  const { email, common_name, sub } = payload;
  const who = [email, common_name, sub].find((name): name is string => typeof name === 'string' && name !== '');
  if (!who) return undefined;
  const badges = badgesOf(payload);
  const role = (['publisher', 'editor'] as const).find((each) => roles[each].some((badge) => badges.includes(badge)));
  return { who, ...(role && { role }) };
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Says who sends a request, by the token that Cloudflare Access has put on it (RFC 7519): signed with RS256 by a key of
 * the issuer, for our audience, not expired, not before its time; each of them is required. Undefined otherwise. On the
 * loopback alone `npm start` has a made-up publisher stand in.
 */
export const authenticateRequest = async (
  request: Request,
  env: AccessConfiguration,
  access?: CloudflareAccessContext,
): Promise<Identity | undefined> => {
  if (env.LOCAL_PUBLISHER) {
    const person = loopback.has(new URL(request.url).hostname) ? await access?.getIdentity() : undefined;
    return person?.email ? { who: person.email, role: 'publisher' } : undefined;
  }
  const roles = rolesIn(env.ACCESS_ROLES);
  const token = request.headers.get('Cf-Access-Jwt-Assertion');
  const { ACCESS_AUDIENCE: audience } = env;
  const issuer = env.ACCESS_ISSUER?.replace(/\/+$/, '');
  if (!token || token.length > longestToken || !roles || !issuer || !audience) return undefined;
  try {
    const options = { issuer, audience, algorithms: ['RS256'], requiredClaims: ['iss', 'aud', 'exp', 'iat'] };
    const { payload } = await jwtVerify(token, keys(issuer), options);
    return identityOf(payload, roles);
  } catch (error) {
    // A token that lies is nobody's. Keys that cannot be had say nothing of the token: that is our trouble, a 503.
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return undefined;
    throw new KeysUnreachable(String(error));
  }
};
