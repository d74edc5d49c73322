import { errors, jwtVerify } from 'jose';
import { memoize } from '../../lib/memoize.ts';
import { type AccessConfiguration, type AccessSettings, isLoopback, LOCAL_SECRET_HEADER } from './access-settings.ts';
import { createKeyFinder, KeysUnreachable } from './issuer-keys.ts';
import { type Role, roleOf } from './roles.ts';

/** Who sends a request, by email or the name of a service token. Without a role they may do nothing here. */
export interface Identity {
  who: string;
  role?: Role;
}

// A longer token is refused before its signature is verified.
const MAX_TOKEN_LENGTH = 16_384;

// One for each issuer and isolate: it keeps the keys.
const keyFinderAt = memoize(createKeyFinder);

const tokenIn = ({ headers }: Request, { isOwnProvider }: AccessSettings): string | undefined => {
  const assertion = headers.get('Cf-Access-Jwt-Assertion');
  if (assertion !== null || !isOwnProvider) return assertion ?? undefined;
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.get('Authorization') ?? '')?.[1];
};

/**
 * Authenticates a request by its token (RFC 7519), which Cloudflare Access adds to it: signed by a key of the issuer
 * (RS256, which every OpenID Connect provider has), for this audience, valid now. Returns undefined where one of these
 * fails.
 * @throws KeysUnreachable where the keys cannot be fetched and none are kept.
 */
export const authenticateRequest = async (
  request: Request,
  settings: AccessSettings,
): Promise<Identity | undefined> => {
  const { issuer, audience, keysUrl, roles } = settings;
  const token = tokenIn(request, settings);
  if (!token || token.length > MAX_TOKEN_LENGTH) return undefined;
  try {
    const options = { issuer, audience, algorithms: ['RS256'], requiredClaims: ['iss', 'aud', 'exp', 'iat'] };
    const { payload } = await jwtVerify(token, keyFinderAt(keysUrl), options);
    const { email, common_name, sub } = payload;
    const who = [email, common_name, sub].find((name) => typeof name === 'string' && name !== '');
    const role = roleOf(payload, roles);
    return typeof who === 'string' ? { who, ...(role && { role }) } : undefined;
  } catch (error) {
    // An invalid token is nobody's (401); the rest, a key that is none among them, is not the token's fault.
    if (error instanceof errors.JOSEError) return undefined;
    throw error instanceof KeysUnreachable ? error : new KeysUnreachable(String(error));
  }
};

/**
 * The person of `[access.dev]`, a publisher on the loopback interface of a machine that runs `npm start`. The local tools
 * take the URL of a request from any header `MF-Original-URL`; so its proxy, which does not, vouches for it by a secret.
 */
export const localPublisher = async (
  { url, headers }: Request,
  { LOCAL_SECRET: secret }: AccessConfiguration,
  access: CloudflareAccessContext | undefined,
): Promise<Identity | undefined> => {
  if (secret && headers.get(LOCAL_SECRET_HEADER) !== secret) return undefined;
  const person = isLoopback(new URL(url).hostname) ? await access?.getIdentity() : undefined;
  return person?.email ? { who: person.email, role: 'publisher' } : undefined;
};
