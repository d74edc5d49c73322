import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { scheduler } from 'node:timers/promises';
import { inject } from 'vitest';
import { openD1 } from './d1.ts';
import { HTMLRewriter } from './html-rewriter.ts';

// Stands in for `cloudflare:workers` where tests run in Node.

/** What an entrypoint is made of. */
export class WorkerEntrypoint {
  readonly ctx: unknown;
  readonly env: unknown;
  constructor(ctx: unknown, env: unknown) {
    this.ctx = ctx;
    this.env = env;
  }
}

// Files of a worker thread share its databases, as those of a Worker do.
const shared = globalThis as { databases?: Record<'DB' | 'SCRATCH' | 'COPY', ReturnType<typeof openD1>> };
shared.databases ??= { DB: openD1(), SCRATCH: openD1(), COPY: openD1() };

const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  js: 'text/javascript',
  css: 'text/css',
  png: 'image/png',
};

/** The files of public/, as the assets binding serves them. */
const assets = {
  fetch: async (input: URL | Request): Promise<Response> => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const type = mediaTypes[pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return readFile(new URL(`../../../public${pathname}`, import.meta.url)).then(
      (bytes) => {
        const ETag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
        return new Response(bytes, { headers: { 'Content-Type': type, ETag } });
      },
      () => new Response(null, { status: 404 }),
    );
  },
};

/** The bindings: what wrangler.toml and vitest.config.ts set. */
export const env = {
  ...inject('bindings'),
  ...shared.databases,
  ASSETS: assets,
  VERSION: { id: 'a-build-in-node', tag: '', timestamp: '' },
  EDITOR_RATE: { limit: async () => ({ success: true }) },
};

/** The context of a request. What is left to do after its answer is in `waiting`. */
export const executionContext = () => {
  const waiting: Promise<unknown>[] = [];
  const context = {
    waiting,
    exports,
    props: {},
    waitUntil: (promise: Promise<unknown>) => void waiting.push(promise),
    passThroughOnException: () => {},
  };
  return context;
};

// Imported when first asked: it imports this file.
const worker = () => import('../../../src/index.ts');
type Arguments = ConstructorParameters<Awaited<ReturnType<typeof worker>>['PublicReads']>;
const publicReads = async () =>
  new (await worker()).PublicReads(...([{ ...executionContext() }, env] as unknown as Arguments));

/** The entrypoints of the Worker. */
export const exports = {
  default: {
    fetch: async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const { default: handler } = await worker();
      return handler.fetch(
        ...([new Request(input, init), env, executionContext()] as unknown as Parameters<typeof handler.fetch>),
      );
    },
  },
  PublicReads: {
    fetch: async (request: Request): Promise<Response> => (await publicReads()).fetch(request),
    purge: async (tags: string[]) => (await publicReads()).purge(tags),
  },
};

// What Node does not have by itself.
Object.assign(globalThis, { scheduler, HTMLRewriter });
