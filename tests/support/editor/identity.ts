import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { vi } from 'vitest';
import type { AccessConfiguration } from '../../../src/http/editor/access-settings.ts';
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

/** The keys that Access publishes, and how often they were requested. */
export const access = { keys: [jwk], requests: 0 };

/** The warnings in the log of the service. */
export const warnings: string[] = [];

/** Replaces the network of the Worker by one that has only Access in it; collects its warnings. Returns the undoing. */
export const stubAccess = () => {
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url !== `${issuer}/cdn-cgi/access/certs`) throw new Error(`unexpected fetch of ${url}`);
    access.requests += 1;
    return Response.json({ keys: access.keys });
  });
  const warn = vi.spyOn(console, 'warn').mockImplementation((line) => void warnings.push(line));
  return () => {
    vi.unstubAllGlobals();
    warn.mockRestore();
  };
};

const now = Math.floor(Date.now() / 1000);
const years = 10 * 366 * 86_400;

/** The claims of a valid token of a person without any group. */
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

/** A token as Access signs it; claims (undefined: left out), header or key may be changed. */
export const signed = (change: Record<string, unknown> = {}, { key = privateKey, ...header }: Options = {}) =>
  new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(key);

/** Their names in the events. */
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

/** Who sends a request: a publisher, an editor, somebody without a role, nobody, or the person of a token. */
export type As = keyof typeof tokens | 'nobody' | (string & {});

export interface Init {
  method?: string;
  headers?: Record<string, string>;
  /** A body, sent as application/json. */
  json?: unknown;
  /** A body, sent as it is. */
  body?: BodyInit;
}

/** Other bindings for a request, and the identity that the platform gives it. */
export interface RequestSettings {
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

const unlimited: RateLimit = { limit: async () => ({ success: true }) };

// An answer of the editorial side is never stored, transformed, or readable for another site.
const checkEditorHeaders = (path: string, { headers }: Response) => {
  if (!/^\/editor(?:\/|$)/.test(path)) return;
  const found = ['Cache-Control', 'Access-Control-Allow-Origin'].map((name) => headers.get(name));
  if (String(found) !== String(['private, no-store, no-transform', null]))
    throw new Error(`${path} is answered with ${found}`);
};

/** Sends a request as somebody; `path` may be a whole URL. Follows no redirect. */
export const edit = async (
  path: string,
  { method, headers, json, body }: Init = {},
  as: As = 'publisher',
  { bindings = {}, access }: RequestSettings = {},
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
  const response = await worker.fetch(request, { ...env, EDITOR_RATE: unlimited, ...bindings } as typeof env, context);
  await waitOnExecutionContext(context);
  checkEditorHeaders(url.pathname, response);
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

/** The code of a problem: the last segment of its type. */
export const codeOf = ({ json }: Answer): string | undefined => json?.type?.split('/').at(-1);
