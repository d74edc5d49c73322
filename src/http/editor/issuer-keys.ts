import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';

/** The keys of the issuer cannot be fetched, so no token can be verified: a 503. */
export class KeysUnreachable extends Error {}

// After a failure the keys are asked for again no sooner (ms), where there are others to use meanwhile.
const COOLDOWN = 30_000;
// For how long keys that cannot be fetched again are used (ms).
const KEPT = 24 * 60 * 60 * 1000;

// `{"keys": []}` is what a provider says that is being repaired: no issuer signs without a key.
const isKeySet = (value: unknown): value is JSONWebKeySet => {
  const keys: unknown = (value as JSONWebKeySet | null)?.keys;
  return Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key?.kty === 'string');
};

// jose takes an answer that holds no keys for a fault of the token. It is one of the issuer, as no answer is.
const fetchKeySet: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options).catch((error: Error) => error);
  if (response instanceof Error) throw new KeysUnreachable(`${url}: ${response.message}`);
  const body: unknown = response.status === 200 ? await response.json().catch(() => undefined) : undefined;
  if (!isKeySet(body)) throw new KeysUnreachable(`${url}: ${response.status}, no key set`);
  return Response.json(body);
};

/**
 * Creates the function that finds the key of a token in the key set at a URL (RFC 7517 §5). The set is fetched every ten
 * minutes, and for a key that it does not have, but twice a minute at most. While it cannot be fetched, the one from
 * before is used for up to a day.
 * @throws KeysUnreachable where nothing is known of the token's key.
 */
export const createKeyFinder = (url: string): JWTVerifyGetKey => {
  let fetched = Number.NEGATIVE_INFINITY;
  let failed = Number.NEGATIVE_INFINITY;
  const remote = createRemoteJWKSet(new URL(url), {
    cooldownDuration: COOLDOWN,
    [customFetch]: async (...request) => {
      try {
        const response = await fetchKeySet(...request);
        [fetched, failed] = [Date.now(), Number.NEGATIVE_INFINITY];
        return response;
      } catch (error) {
        failed = Date.now();
        throw error;
      }
    },
  });
  const findAmongKept: JWTVerifyGetKey = async (header, token) => {
    const keys = Date.now() < fetched + KEPT ? remote.jwks() : undefined;
    if (!keys) throw new KeysUnreachable(`${url}: no keys are kept`);
    // A key that these lack may be a new one.
    return createLocalJWKSet(keys)(header, token).catch((error: Error) => {
      throw new KeysUnreachable(`${url}: ${error.message}`);
    });
  };
  return async (header, token) => {
    if (remote.jwks() && Date.now() < failed + COOLDOWN) return findAmongKept(header, token);
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JOSEError) throw error;
      return findAmongKept(header, token);
    }
  };
};
