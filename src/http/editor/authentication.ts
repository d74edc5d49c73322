import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

/** The keys of the issuer cannot be fetched, so no token can be verified: a 503. */
export class KeysUnreachable extends Error {}

/** An editor writes drafts; a publisher may do everything. */
export type Role = 'editor' | 'publisher';

/** Who sends a request, by email or the name of a service token. Without a role they may do nothing here. */
export interface Identity {
  who: string;
  role?: Role;
}

/** The settings of Cloudflare Access. */
export interface AccessConfiguration {
  ACCESS_ISSUER?: string;
  ACCESS_AUDIENCE?: string;
  ACCESS_ROLES?: string;
  /** Set only by `npm start`, where `[access.dev]` of wrangler.toml stands in for Access. */
  LOCAL_PUBLISHER?: string;
}

// A longer token is refused before its signature is verified.
const MAX_TOKEN_LENGTH = 16_384;

// One key set for each issuer and isolate; jose fetches it again for a key that it does not have.
const keysOf = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

const keys = (issuer: string) => {
  const set = keysOf.get(issuer) ?? createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`));
  keysOf.set(issuer, set);
  return set;
};

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Parses the groups and service tokens of each role: `{"publisher": ["…"], "editor": ["…"]}`. */
const rolesIn = (json: string | undefined): Record<Role, string[]> | undefined => {
  try {
    const { publisher, editor } = JSON.parse(json ?? '') as Record<string, unknown>;
    return { publisher: strings(publisher), editor: strings(editor) };
  } catch {
    return undefined;
  }
};

/** Returns what is wrong with the settings, for the log; undefined where nothing is. */
export const misconfiguration = (env: AccessConfiguration): string | undefined => {
  if (env.LOCAL_PUBLISHER) return undefined;
  const missing = (['ACCESS_ISSUER', 'ACCESS_AUDIENCE', 'ACCESS_ROLES'] as const).filter((name) => !env[name]);
  if (missing.length > 0) return `not configured: ${missing.join(', ')}`;
  if (!env.ACCESS_ISSUER?.startsWith('https://')) return 'ACCESS_ISSUER is not an https origin';
  return rolesIn(env.ACCESS_ROLES) ? undefined : 'ACCESS_ROLES is not JSON';
};

// What a role is given to: a person's groups, which some identity providers put under `custom`, or a service token.
const membershipsOf = ({ groups, custom, common_name }: JWTPayload): string[] => [
  ...strings(groups),
  ...strings((custom as { groups?: unknown } | undefined)?.groups),
  ...(typeof common_name === 'string' && common_name !== '' ? [common_name] : []),
];

const identityOf = (payload: JWTPayload, roles: Record<Role, string[]>): Identity | undefined => {
  const { email, common_name, sub } = payload;
  const who = [email, common_name, sub].find((name): name is string => typeof name === 'string' && name !== '');
  if (!who) return undefined;
  const memberships = membershipsOf(payload);
  const role = (['publisher', 'editor'] as const).find((each) =>
    roles[each].some((group) => memberships.includes(group)),
  );
  return { who, ...(role && { role }) };
};

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Authenticates a request by the token (RFC 7519) that Cloudflare Access adds to it: signed by a key of the issuer (RS256),
 * for this audience, valid now. Returns undefined where one of these fails. With `npm start`, and only on the loopback
 * interface, the person of `[access.dev]` is a publisher.
 * @throws KeysUnreachable where the keys cannot be fetched.
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
  if (!token || token.length > MAX_TOKEN_LENGTH || !roles || !issuer || !audience) return undefined;
  try {
    const options = { issuer, audience, algorithms: ['RS256'], requiredClaims: ['iss', 'aud', 'exp', 'iat'] };
    const { payload } = await jwtVerify(token, keys(issuer), options);
    return identityOf(payload, roles);
  } catch (error) {
    // An invalid token is nobody's (401). Without keys nothing is known of the token: that is our fault (503).
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) return undefined;
    throw new KeysUnreachable(String(error));
  }
};
