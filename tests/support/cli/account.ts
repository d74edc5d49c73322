import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Configurations } from '../../../cli/deploy/configuration.ts';
import type { CommandResult, Ports } from '../../../cli/deploy/ports.ts';
import type { SourcedPublication } from '../../../cli/types.ts';
import worker from '../../../src/index.ts';
import type { Kind } from '../../../src/kinds/index.ts';
import { audience, issuer, signed } from '../editor/identity.ts';
import { recordFiles } from '../records.ts';

/** wrangler.toml as wrangler resolves it, and the keys that stand at its top. */
export const { keys, resolved } = JSON.parse((env as unknown as { CONFIGURATIONS: string }).CONFIGURATIONS) as {
  keys: string[];
  resolved: Configurations;
};

/** Where the service of these tests is on line: the origin that vitest.config.ts gives it. */
export const origin = 'https://example.jp';

const roles = '{"publisher":["importer.access"],"editor":[]}';

/** The environment of somebody who has set everything that a deployment needs. */
export const variables: Record<string, string | undefined> = {
  CLOUDFLARE_API_TOKEN: 'token-of-the-tests',
  CLOUDFLARE_ACCOUNT_ID: 'a1',
  PUBLIC_ORIGIN: origin,
  ACCESS_ISSUER: issuer,
  ACCESS_AUDIENCE: audience,
  ACCESS_ROLES: roles,
  CF_ACCESS_CLIENT_ID: 'importer.access',
  CF_ACCESS_CLIENT_SECRET: 'secret',
};

const ok = (out = ''): CommandResult => ({ code: 0, out, err: '' });
const failed = (err: string): CommandResult => ({ code: 1, out: '', err });

const sourcedOf = (kinds: readonly Kind[]): SourcedPublication[] =>
  kinds.flatMap((kind) =>
    recordFiles
      .filter((file) => file.kind === kind)
      .map(({ file, slug, record }) => ({ from: file, publication: { kind, slug, match: 'any', record } })),
  );

/** Kinds whose records link to nothing outside them: enough where the steps of a deployment are tested. */
export const sampleKinds: readonly Kind[] = ['organisations', 'terms'];

/** How many records there are of some kinds. */
export const countOf = (kinds: readonly Kind[]): number => sourcedOf(kinds).length;

/** What of the account fails, as long as a test says so. */
export interface Failure {
  /** The first words of a command of wrangler that fails. */
  command?: string;
  error?: string;
  /** The beginning of a path of the service that fails, and how; without a status the connection breaks. */
  path?: string;
  status?: number;
  /** The end of a path of Cloudflare's API that the token may not ask for. */
  api?: string;
  /** Access is not in front of the editorial side, or knows no such token. */
  access?: 'absent' | 'refuses';
  /** Nothing is ever cached. */
  uncached?: boolean;
}

/** An account of Cloudflare as wrangler shows it, with the real Worker behind its network. */
export const openAccount = (given: Partial<typeof variables> = {}, kinds = sampleKinds) => {
  const sourced = sourcedOf(kinds);
  const failure: Failure = {};
  const state = {
    databases: [{ name: 'of-another', uuid: 'd0' }],
    migrated: false,
    deployed: undefined as undefined | { vars: Record<string, string>; databaseId: string },
    versions: 0,
    commands: [] as string[],
    cached: new Set<string>(),
    begun: [] as string[],
    output: [] as string[],
    // What the account and its zones have at host names.
    zones: [{ id: 'z1', name: 'example.jp' }],
    domains: [] as { hostname: string; service: string }[],
    routes: [] as { pattern: string; script?: string }[],
    records: [] as { name: string; type: string; content: string }[],
    files: new Map<string, string>(),
    paused: 0,
  };

  // Without a terminal wrangler asks nobody: it takes over what is there, and detaches what is not named.
  const attachDomains = ({ name, routes = [] }: { name: string; routes?: { pattern: string }[] }): void => {
    const named = new Set(routes.map(({ pattern }) => pattern));
    if (named.size === 0) return;
    const others = state.domains.filter(({ hostname, service }) => service !== name && !named.has(hostname));
    state.domains = [...others, ...[...named].map((hostname) => ({ hostname, service: name }))];
    state.records = state.records.filter((record) => !named.has(record.name));
  };

  /** What Cloudflare's API answers to a GET. */
  const apiAnswer = ({ pathname, searchParams }: URL): Response => {
    const path = pathname.replace('/client/v4', '');
    const found = (result: unknown) => Response.json({ success: true, result });
    const refused = (status: number, code: number) => Response.json({ success: false, errors: [{ code }] }, { status });
    if (failure.api && path.endsWith(failure.api)) return refused(403, 10000);
    switch (path) {
      case '/accounts/a1/workers/subdomain':
        return failure.path === 'subdomain' ? refused(404, 10007) : found({ subdomain: 'ministry' });
      case '/accounts/a1/workers/domains':
        return found(state.domains);
      case '/zones':
        return found(state.zones.filter(({ name }) => name === searchParams.get('name')));
      case '/zones/z1/workers/routes':
        return found(state.routes);
      case '/zones/z1/dns_records':
        return found(state.records.filter(({ name }) => name === searchParams.get('name.exact')));
      default:
        return refused(404, 7003);
    }
  };

  const run = (words: string[]): CommandResult => {
    const [first, second] = words;
    const configuration = JSON.parse(state.files.get(words[words.indexOf('--config') + 1] ?? '') ?? '{}');
    switch (`${first} ${second}`) {
      case 'whoami --json':
        return ok(JSON.stringify({ loggedIn: true, accounts: [{ name: 'Ministry', id: 'a1' }] }));
      case 'd1 list':
        return ok(JSON.stringify(state.databases));
      case 'd1 create':
        if (state.databases.some(({ name }) => name === words[2]))
          return failed('A database with that name already exists');
        state.databases.push({ name: words[2] ?? '', uuid: `d${state.databases.length}` });
        return ok('Successfully created DB');
      case 'deploy --dry-run':
        return ok('Total Upload: 900 KiB / gzip: 190.00 KiB');
      case 'd1 migrations': {
        if (words.includes('--local')) return ok('0001_record.sql ✅');
        if (!state.databases.some(({ uuid }) => uuid === configuration.d1_databases[0].database_id))
          return failed('database not found');
        const out = state.migrated ? '✅ No migrations to apply!' : '0001_record.sql ✅\n0002_editorial.sql ✅';
        state.migrated = true;
        return ok(out);
      }
      case 'deploy --config':
        state.deployed = {
          // --keep-vars: those of before stay where the configuration is silent.
          vars: { ...(words.includes('--keep-vars') && state.deployed?.vars), ...configuration.vars },
          databaseId: configuration.d1_databases[0].database_id,
        };
        state.versions += 1;
        state.cached.clear();
        attachDomains(configuration);
        return ok(`Current Version ID: v${state.versions}`);
      case `rollback ${second}`:
        state.cached.clear();
        return state.deployed
          ? ok(`\nCurrent Version ID: ${second === '--name' ? 'v1' : second}`)
          : failed('no such Worker');
      default:
        return failed(`Unknown command: ${words.join(' ')}`);
    }
  };

  const throughAccess = async (request: Request): Promise<Response | Request> => {
    if (failure.access === 'absent') return request;
    const known = request.headers.get('CF-Access-Client-Secret') === variables.CF_ACCESS_CLIENT_SECRET;
    if (failure.access === 'refuses' || !known) return new Response('<html>Forbidden</html>', { status: 403 });
    const headers = new Headers(request.headers);
    const token = { email: undefined, sub: '', common_name: request.headers.get('CF-Access-Client-Id') };
    headers.set('Cf-Access-Jwt-Assertion', await signed(token));
    return new Request(request, { headers });
  };

  const answer = async (request: Request): Promise<Response> => {
    const { vars, databaseId } = state.deployed ?? { vars: {}, databaseId: '' };
    if (!state.migrated || databaseId === '') throw new Error('the service has no database');
    const { ACCESS_ISSUER, ACCESS_AUDIENCE, ACCESS_ROLES, ...rest } = env as unknown as Record<string, unknown>;
    const bindings = { ...rest, ...vars, EDITOR_RATE: { limit: async () => ({ success: true }) } };
    const context = createExecutionContext();
    const response = await worker.fetch(request as never, bindings as never, context);
    await waitOnExecutionContext(context);
    return response;
  };

  const ports: Ports = {
    variables: { ...variables, ...given },
    language: 'en',
    wrangler: async (...words) => {
      state.commands.push(words.join(' '));
      const command = words.join(' ');
      return failure.command && command.startsWith(failure.command)
        ? failed(failure.error ?? 'The account says no.')
        : run(words);
    },
    fetch: async (request) => {
      const { host, pathname } = new URL(request.url);
      if (host === 'api.cloudflare.com') return apiAnswer(new URL(request.url));
      if (!state.deployed || host !== new URL(state.deployed.vars.PUBLIC_ORIGIN ?? '').host)
        throw new Error(`getaddrinfo ENOTFOUND ${host}`);
      if (failure.path && pathname.startsWith(failure.path)) {
        if (!failure.status) throw new Error('socket hang up');
        return Response.json({ title: 'Trouble', checks: {} }, { status: failure.status });
      }
      const forwarded = pathname.startsWith('/editor') ? await throughAccess(request) : request;
      if (forwarded instanceof Response) return forwarded;
      const response = await answer(forwarded);
      const hit = state.cached.has(request.url) && !failure.uncached;
      if (request.method === 'GET' && /\.json$/.test(pathname) && response.status === 200)
        state.cached.add(request.url);
      return hit
        ? new Response(response.body, {
            headers: { ...Object.fromEntries(response.headers), 'Cf-Cache-Status': 'HIT' },
          })
        : response;
    },
    write: async (name, text) => {
      state.files.set(`dist/${name}`, text);
      return `dist/${name}`;
    },
    remove: async () => {},
    publications: async () =>
      (async function* () {
        yield* sourced;
      })(),
    recordErrors: async () => [],
    pause: async () => {
      state.paused += 1;
    },
    begin: (line) => void state.begun.push(line),
    say: (line) => void state.output.push(line),
  };
  return { ports, state, failure };
};
