import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { vi } from 'vitest';
import type { AccessConfiguration } from '../../../src/http/editor/authentication.ts';
import worker from '../../../src/index.ts';

/** What the tests' Cloudflare Access is called, as vitest.config.ts sets it. */
export const {
  ACCESS_ISSUER: issuer = '',
  ACCESS_AUDIENCE: audience = '',
  ACCESS_ROLES: roles = '',
} = env as AccessConfiguration;

export const kid = 'of-the-tests';
export const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
// The key does not say what it may be used for: which algorithm is allowed is for the service to say.
export const jwk = { ...(await exportJWK(publicKey)), kid };

/** The keys that Access publishes now, and how often it was asked for them. */
export const access = { keys: [jwk], asked: 0 };

/** What the service has warned of in its log. */
export const warnings: string[] = [];

/**
 * What a file of tests begins with, and takes back at its end. The Worker runs beside the tests: this is its network,
 * which has Access in it and nothing else, and its log, which is heard and not shown.
 */
export const stubAccess = () => {
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url !== `${issuer}/cdn-cgi/access/certs`) throw new Error(`nobody is to fetch ${url}`);
    access.asked += 1;
    return Response.json({ keys: access.keys });
  });
  const heard = vi.spyOn(console, 'warn').mockImplementation((line) => void warnings.push(line));
  return () => {
    vi.unstubAllGlobals();
    heard.mockRestore();
  };
};

const now = Math.floor(Date.now() / 1000);
const years = 10 * 366 * 86_400;

/** What a true token says of a person without any group. */
export const claims = {
  iss: issuer,
  aud: [audience],
  sub: '7335d417-61da-459d-899c-0a01c76a2f94',
  email: 'stranger@example.go.jp',
  type: 'app',
  iat: now,
  nbf: now,
  exp: now + years,
};

interface Options extends Partial<JWTHeaderParameters> {
  key?: CryptoKey | Uint8Array;
}

/** A token as Access signs it, but for what is changed in its claims (undefined: left out), its header or its key. */
export const signed = (change: Record<string, unknown> = {}, { key = privateKey, ...header }: Options = {}) =>
  new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key);

/** Who they are in the events. */
export const people = {
  publisher: 'sato@example.go.jp',
  editor: 'smith@example.gov.uk',
  stranger: claims.email,
} as const;

const tokens = {
  publisher: await signed({ email: people.publisher, groups: ['everyone', 'web-team'] }),
  editor: await signed({ email: people.editor, groups: ['translators'] }),
  stranger: await signed(),
} as const;

/** A publisher, an editor, a known person without a role, nobody at all, or whoever a token names. */
export type As = keyof typeof tokens | 'nobody' | (string & {});

export interface Init {
  method?: string;
  headers?: Record<string, string>;
  /** A body, sent as application/json. */
  json?: unknown;
  /** A body, sent as it is. */
  body?: BodyInit;
}

/** What surrounds a request beside its sender: other bindings, what the platform says of Access. */
export interface Surroundings {
  bindings?: Partial<Record<keyof AccessConfiguration, string>> & { EDITOR_RATE?: RateLimit };
  access?: { getIdentity(): Promise<{ email: string } | undefined> };
}

/** An answer, its body read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  json: any;
}

const endless: RateLimit = { limit: async () => ({ success: true }) };

// Nothing of the editorial side is ever kept, changed on its way, or read by another site's pages.
const checkManners = (path: string, { headers }: Response) => {
  if (!/^\/editor(?:\/|$)/.test(path)) return;
  const found = ['Cache-Control', 'CDN-Cache-Control', 'Access-Control-Allow-Origin'].map((name) => headers.get(name));
  if (String(found) !== String(['private, no-store, no-transform', null, null]))
    throw new Error(`${path} is answered with ${found}`);
};

/** Sends a request as somebody; `path` may be a whole URL. Redirects are shown, not followed. */
export const edit = async (
  path: string,
  { method, headers, json, body }: Init = {},
  as: As = 'publisher',
  { bindings = {}, access }: Surroundings = {},
): Promise<Answer> => {
  const url = new URL(path, 'https://example.jp');
  const request = new Request(url, {
    method: method ?? (json === undefined ? 'GET' : 'POST'),
    redirect: 'manual',
    headers: {
      'Accept-Language': 'en',
      ...(as !== 'nobody' && { 'Cf-Access-Jwt-Assertion': tokens[as as keyof typeof tokens] ?? as }),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? body !== undefined && { body } : { body: JSON.stringify(json) }),
  });
  const context = createExecutionContext();
  if (access) Object.defineProperty(context, 'access', { value: access });
  const response = await worker.fetch(request, { ...env, EDITOR_RATE: endless, ...bindings } as typeof env, context);
  await waitOnExecutionContext(context);
  checkManners(url.pathname, response);
  const text = await response.text();
  const type = response.headers.get('Content-Type') ?? '';
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: /json/.test(type) && text !== '' ? JSON.parse(text) : undefined,
  };
};

/** Reads a public URL, as any reader does. */
export const read = (path: string): Promise<Answer> => edit(path, {}, 'nobody');

/** The code of a problem: the last word of its type. */
export const codeOf = ({ json }: Answer): string | undefined => json?.type?.split('/').at(-1);
