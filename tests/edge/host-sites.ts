import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runNginx, runServer, type Server } from './server.ts';

/** A site of somebody else, with cards in its pages, which runs; `read` gives a page of it. */
export interface HostSite extends Server {
  read(path: string): Promise<string>;
}

const examples = join(import.meta.dirname, '../../examples/embed');

/** Reads the pages of a site at a port of this machine, and whether it answers. */
const readerOf = (port: number) => {
  const read = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  return { read, answers: async () => (await read('/none')) !== '' };
};

/** The service over TLS: in front of the gateway at a port, with a certificate of its own for `localhost`. */
export const startTls = async (port: number, gatewayPort: number) => {
  const directory = await mkdtemp(join(tmpdir(), 'tls-'));
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', certificate];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    ...files,
    ...subject,
  ]);
  const asked: string[] = [];
  const server = createTlsServer(
    { key: await readFile(key), cert: await readFile(certificate) },
    ({ url = '/', headers }, response) => {
      asked.push(`${url}${headers.cookie ? ' with a cookie' : ''}`);
      const { cookie: _, ...kept } = headers;
      request({ host: '127.0.0.1', port: gatewayPort, path: url, headers: kept }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }).end();
    },
  );
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    certificate,
    /** What it was asked for. */
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
};

/** nginx by examples/embed/nginx-ssi.conf, which trusts a certificate; its pages are given by path. The second port is that
 * of its cards. */
export const startSsiSite = async (
  [port, cardsPort]: readonly [number, number],
  tlsPort: number,
  certificate: string,
  pages: Readonly<Record<string, string>>,
): Promise<HostSite> => {
  const directory = await mkdtemp(join(tmpdir(), 'ssi-'));
  for (const folder of ['logs', 'pages']) await mkdir(join(directory, folder));
  for (const [name, text] of Object.entries(pages)) await writeFile(join(directory, 'pages', name), text);
  const site = (await readFile(join(examples, 'nginx-ssi.conf'), 'utf8'))
    .replace('/var/cache/nginx/', `${directory}/`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replaceAll('127.0.0.1:8081', `127.0.0.1:${cardsPort}`)
    .replace('/var/www/html', `${directory}/pages`)
    .replace('/etc/ssl/certs/ca-certificates.crt', certificate)
    .replaceAll('service.example.jp', `localhost:${tlsPort}`);
  const { read, answers } = readerOf(port);
  return { read, ...(await runNginx(directory, `default_type text/html; ${site}`, answers)) };
};

/** Varnish by examples/embed/varnish-esi.vcl, in front of pages that are given by path. */
export const startEsiSite = async (
  port: number,
  pagesPort: number,
  cardsPort: number,
  pages: Readonly<Record<string, string>>,
): Promise<HostSite> => {
  const directory = await mkdtemp(join(tmpdir(), 'esi-'));
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'max-age=0' });
    response.end(pages[url.slice(1)] ?? 'none');
  });
  await new Promise<void>((ready) => server.listen(pagesPort, '127.0.0.1', ready));
  const vcl = join(directory, 'site.vcl');
  const text = (await readFile(join(examples, 'varnish-esi.vcl'), 'utf8'))
    .replace('"8080"', `"${pagesPort}"`)
    .replace('"8081"', `"${cardsPort}"`);
  await writeFile(vcl, text);
  const words = ['-F', '-n', join(directory, 'work'), '-a', `127.0.0.1:${port}`, '-f', vcl, '-s', 'malloc,16m'];
  const { read, answers } = readerOf(port);
  const site = await runServer('varnishd', [...words, '-j', 'none'], directory, answers);
  return {
    read,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await site.stop();
    },
  };
};
