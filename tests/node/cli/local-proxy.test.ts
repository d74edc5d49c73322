import { createServer, type IncomingHttpHeaders, type RequestListener, request, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chooseService, type LocalService, startProxy } from '../../../cli/local-proxy.ts';
import { edit } from '../../support/editor/identity.ts';

let service: LocalService;
let behind: Server;
let proxies: Server[];
let port: number;
let answer: RequestListener;
let received: { method?: string; url?: string; headers: IncomingHttpHeaders; body: string };

beforeAll(async () => {
  service = await chooseService();
  behind = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method, url, headers } = incoming;
      received = { ...(method && { method }), ...(url && { url }), headers, body: Buffer.concat(chunks).toString() };
      answer(incoming, outgoing);
    });
  }).listen(service.port, '127.0.0.1');
  port = (await chooseService()).port;
  proxies = await startProxy(service, port);
});
afterAll(() => {
  for (const server of [behind, ...proxies]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  answer = (_, outgoing) => void outgoing.writeHead(200, { 'X-From': ['service', 'twice'] }).end('yes');
});
afterEach(() => {
  received = { headers: {}, body: '' };
});

const send = (path: string, headers: Record<string, string> = {}, method = 'GET', body = '') =>
  new Promise<{ status?: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
      let text = '';
      for await (const chunk of response) text += chunk;
      const { statusCode, headers } = response;
      resolve({ ...(statusCode && { status: statusCode }), headers, body: text });
    });
    sent.on('error', reject).end(body);
  });

const local = () => `localhost:${port}`;

describe('the proxy of npm start forwards a request', () => {
  it.each(['localhost', 'LOCALHOST', '127.0.0.1', '[::1]'])('for %s → with the secret', async (name) => {
    const { status, body } = await send('/editor/api/drafts?limit=1', { Host: `${name}:${port}` });
    expect([status, body, received.url]).toEqual([200, 'yes', '/editor/api/drafts?limit=1']);
    expect(received.headers['local-secret']).toBe(service.secret);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.2',
    'localhost@evil.example',
  ])('for %s → without it, whatever its headers say', async (Host) => {
    const url = `http://${local()}/editor/api/drafts`;
    const headers = { Host, 'MF-Original-URL': url, 'X-Forwarded-Host': local(), Forwarded: `host=${local()}` };
    expect((await send('/editor/api/drafts', { ...headers, 'Local-Secret': 'guessed' })).status).toBe(200);
    expect(received.headers).not.toHaveProperty('local-secret');
    expect(received.headers).not.toHaveProperty('mf-original-url');
  });

  it('with headers of the local tools → without them', async () => {
    const names = ['MF-Original-URL', 'mf-route-override', 'MF-Access-Blob', 'Mf-Custom-Node-Service', 'Local-Secret'];
    await send('/', { Host: local(), Accept: 'text/html', ...Object.fromEntries(names.map((name) => [name, 'x'])) });
    expect(Object.keys(received.headers).filter((name) => name.startsWith('mf-'))).toEqual([]);
    expect([received.headers.accept, received.headers['local-secret']]).toEqual(['text/html', service.secret]);
  });

  it('with a body → and answers as the service does', async () => {
    answer = (_, outgoing) => void outgoing.writeHead(422, { 'Content-Type': 'application/problem+json' }).end('{}');
    const body = JSON.stringify({ text: '電'.repeat(100_000) });
    const sent = await send('/editor/api/publications', { Host: local(), Expect: '100-continue' }, 'POST', body);
    expect([sent.status, sent.headers['content-type'], sent.body]).toEqual([422, 'application/problem+json', '{}']);
    expect([received.method, received.body]).toEqual(['POST', body]);
  });

  it('while the service does not answer → 502', async () => {
    answer = (incoming) => incoming.socket.destroy();
    expect((await send('/', { Host: local() })).status).toBe(502);
  });
});

describe('the Worker of npm start has a secret', () => {
  const bindings = { LOCAL_PUBLISHER: 'yes', LOCAL_SECRET: 'of-this-start' };
  const access = { getIdentity: async () => ({ email: 'local-publisher@localhost' }) };
  it.each([
    ['with it', { 'Local-Secret': 'of-this-start' }, 200],
    ['without it', {}, 401],
    ['with another', { 'Local-Secret': 'of-another' }, 401],
    ['with an empty one', { 'Local-Secret': '' }, 401],
  ])('a request for localhost comes %s → %j: %i', async (_, headers, status) => {
    const answered = await edit('http://localhost:8787/editor/api/drafts', { headers }, 'nobody', { bindings, access });
    expect(answered.status).toBe(status);
  });
});
