import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from '../../../cli/build-server.ts';
import { freePorts } from '../../../cli/free-ports.ts';
import { InvalidSetting, serveSettingsIn } from '../../../cli/serve/settings.ts';
import { isListening } from '../../kill/process-group.ts';
import { recordOf } from '../../kill/records.ts';

let directory = '';
const inDirectory = (...names: string[]) => join(directory, ...names);
const started: ChildProcess[] = [];

/** Starts the server as a machine without this repository does; returns when something answers at its port. */
const start = async (data: string, settings: Record<string, string> = {}) => {
  const [port = 0, readsPort = 0] = await freePorts(2);
  const own = { PORT: String(port), READS_PORT: String(readsPort), DATA_DIRECTORY: data };
  const server = spawn(process.execPath, [inDirectory('server/server.mjs')], {
    env: { ...process.env, ...own, ...settings },
  });
  started.push(server);
  let log = '';
  for (const stream of [server.stdout, server.stderr])
    stream.on('data', (text: Buffer) => {
      log += text;
    });
  const origin = `http://127.0.0.1:${port}`;
  const read = async (path: string) => {
    const response = await fetch(origin + path, { headers: { Connection: 'close' } });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  /** The first answer that anybody gets. */
  const readFirst = async (path: string) => {
    for (;;) {
      const answer = (await isListening(port)) ? await read(path).catch(() => undefined) : undefined;
      if (answer) return answer;
      if (server.exitCode !== null) throw new Error(log);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  /** Publishes items through the editor's API; returns the status of the answer. */
  const publish = async (set: { items: unknown[] }, authorization?: string) => {
    const headers = { 'Content-Type': 'application/json', ...(authorization && { Authorization: authorization }) };
    const init = { method: 'POST', body: JSON.stringify(set), headers: { Connection: 'close', ...headers } };
    return (await fetch(`${origin}/editor/api/publications`, init)).status;
  };
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await once(server, 'exit');
    return server.exitCode;
  };
  return { read, readFirst, publish, end, isListening: () => isListening(port), log: () => log };
};

/** A provider of OpenID Connect on this machine, as far as the service asks it: its keys; and the settings for it. */
const startProvider = async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'a' }] });
  const server = createServer((_, response) => response.writeHead(200).end(keys)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const tokenFor = (email: string) =>
    new SignJWT({ email, email_verified: true })
      .setProtectedHeader({ alg: 'RS256', kid: 'a' })
      .setIssuer(issuer)
      .setAudience('service')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
  const settings = {
    ACCESS_ISSUER: issuer,
    ACCESS_KEYS_URL: `${issuer}/keys`,
    ACCESS_AUDIENCE: 'service',
    ACCESS_ROLES: '{"publisher":["sato@example.go.jp"]}',
  };
  return { settings, tokenFor };
};

const databasesIn = async (data: string) =>
  (await readdir(join(data, 'd1/miniflare-D1DatabaseObject'))).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'serve-'));
  await buildServer(inDirectory('server'));
}, 600_000);
afterEach(() => {
  for (const server of started.splice(0)) server.kill('SIGKILL');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

// Each starts several processes.
describe('whoever runs the service on a machine of their own', { timeout: 600_000 }, () => {
  it('finds the database that npm start has filled, and keeps what is published when the service is killed', async () => {
    // As npm start does it; `v3` is what wrangler adds to the name of the folder.
    const words = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', inDirectory('state')];
    await promisify(execFile)('wrangler', words, { env: { ...process.env, CI: 'true' } });
    const data = inDirectory('state/v3');
    const databases = await databasesIn(data);
    const provider = await startProvider();
    const first = await start(data, provider.settings);
    await first.readFirst('/healthz');
    const items = [{ kind: 'terms', slug: 'kept', match: null, record: recordOf('terms', 'kept', []) }];
    expect(await first.publish({ items })).toBe(401);
    expect(await first.publish({ items }, `Bearer ${await provider.tokenFor('sato@example.go.jp')}`)).toBe(200);
    await first.end('SIGKILL');
    const second = await start(data);
    expect(await second.readFirst('/en/terms/kept.json')).toMatchObject({ status: 200, json: { name: 'Name kept' } });
    await second.end('SIGKILL');
    // workerd ends when it sees that nobody reads its output any more.
    await expect.poll(second.isListening, { timeout: 60_000 }).toBe(false);
    expect([databases.length, await databasesIn(data)]).toEqual([1, databases]);
  });

  it('with an empty folder: the migrations are applied before anybody gets an answer', async () => {
    const server = await start(inDirectory('empty'));
    expect(await server.readFirst('/ja/terms.json')).toMatchObject({ status: 200, json: { total: 0 } });
    expect((await server.read('/readyz')).json.checks).toMatchObject({ migrations: 'passed', content: 'failed' });
    expect(server.log()).not.toMatch(/no such table|SQLITE|Error/);
  });

  it('with SIGTERM: what is under way is answered, nothing else is taken, and it ends with 0', async () => {
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const slow = createServer((_, response) => {
      asked();
      setTimeout(() => response.writeHead(404, { 'Cache-Control': 'max-age=60' }).end('{}'), 1500);
    });
    const [slowPort = 0] = await freePorts(1);
    slow.listen(slowPort, '127.0.0.1');
    const server = await start(inDirectory('stopped'), { READS_ORIGIN: `http://127.0.0.1:${slowPort}` });
    await server.readFirst('/healthz');
    const underWay = server.read('/ja/terms/slow.json');
    await Promise.race([isAsked, underWay]);
    const ended = server.end('SIGTERM');
    expect((await underWay).status).toBe(404);
    expect(await ended).toBe(0);
    await expect(server.read('/healthz')).rejects.toThrow();
    slow.close();
  });

  it('on a port that is in use: it ends, and says so in one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const server = await start(inDirectory('taken'), { PORT: String(port) });
    await expect(server.readFirst('/healthz')).rejects.toThrow(/^Port \d+ or \d+ is in use\.\n$/);
    taken.close();
  });
});

describe('the settings of the service on a machine of one’s own', () => {
  it('without any: two ports of this machine', () =>
    expect(serveSettingsIn({ PATH: '/bin' })).toEqual({ port: 8787, readsPort: 8788, host: '127.0.0.1', vars: {} }));

  it('those of the Worker are handed on, all others are not', () =>
    expect(
      serveSettingsIn({
        PORT: '80',
        HOST: '0.0.0.0',
        DATA_DIRECTORY: '/data',
        PUBLIC_ORIGIN: 'https://data.example.jp',
        FRAME_ANCESTORS: 'https://a.example',
        LOCAL_PUBLISHER: 'yes',
      }),
    ).toEqual({
      port: 80,
      readsPort: 81,
      host: '0.0.0.0',
      directory: '/data',
      vars: { PUBLIC_ORIGIN: 'https://data.example.jp', FRAME_ANCESTORS: 'https://a.example' },
    }));

  it.each([
    [{ PORT: '0' }, 'PORT'],
    [{ READS_PORT: 'x' }, 'READS_PORT'],
    [{ PORT: '80', READS_PORT: '80' }, 'PORT and READS_PORT'],
    [{ PUBLIC_ORIGIN: 'https://data.example.jp/api' }, 'PUBLIC_ORIGIN'],
    [{ PUBLIC_ORIGIN: 'data.example.jp' }, 'PUBLIC_ORIGIN'],
    [{ READS_ORIGIN: 'cache:6081' }, 'READS_ORIGIN'],
    [{ ACCESS_ISSUER: 'https://x.example' }, 'ACCESS_AUDIENCE, ACCESS_ROLES:'],
    [{ PURGE_URL: 'cache' }, 'PURGE_URL'],
    [{ PURGE_URL: 'http://cache/' }, 'PURGE_URL is set and PURGE_SECRET'],
  ])('%o is refused, and named', (variables, name) => {
    expect(() => serveSettingsIn(variables)).toThrow(InvalidSetting);
    expect(() => serveSettingsIn(variables)).toThrow(new RegExp(`^${name} `));
  });
});
