import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { afterAll, beforeAll } from 'vitest';

const require = createRequire(import.meta.url);
const sheetOf = (path: string) => readFile(require.resolve(path), 'utf8');

/** The styles of five sites that never thought of us. */
export const hostStyles = async (): Promise<Record<string, string>> => ({
  normalize: await sheetOf('normalize.css/normalize.css'),
  'tailwind-preflight': await sheetOf('tailwindcss/preflight.css'),
  'reset-all': '* { all: unset !important; } *, *::before, *::after { all: initial; }',
  'wordpress-like': `html { font-size: 62.5%; color-scheme: light; }
    body { font: 1.8rem/1.2 Georgia, serif; color: #444; letter-spacing: 0.03em; text-align: justify; }
    article { float: left; width: 50%; border: 5px dashed red !important; }
    .entry-content a { color: #c36 !important; text-decoration: none; box-shadow: 0 1px 0 currentColor; }
    .entry-content p, .entry-content ul, .entry-content dl { margin: 0 0 3em !important; font-size: 3rem; }
    .entry-content dt, .entry-content li { text-transform: uppercase; list-style: square; }`,
  'right-to-left': 'html { direction: rtl; } body { text-align: right; font-family: "Noto Naskh Arabic", serif; }',
});

/** A page of another site: what it holds, and how it is. */
export interface Host {
  body: string;
  style?: string;
  language?: string;
  /** In the head, as it stands. */
  head?: string;
  /** Its content security policy. */
  policy?: string;
}

/** Serves pages of another origin while a file's tests run; the function it gives puts a page up and says where. */
export const openHost = (): ((host: Host) => string) => {
  const pages = new Map<string, Host>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const [, id = '', file] = pathname.split('/');
    const host = pages.get(id);
    if (!host) return response.writeHead(404).end();
    if (file === 'style.css') return response.writeHead(200, { 'Content-Type': 'text/css' }).end(host.style ?? '');
    const { body, head = '', language = 'ja', policy } = host;
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(policy && { 'Content-Security-Policy': policy }),
    });
    const rtl = host.style?.includes('direction: rtl') ? ' dir="rtl"' : '';
    return response.end(`<!DOCTYPE html><html lang="${language}"${rtl}><head><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/${id}/style.css">${head}</head><body class="entry-content">${body}</body></html>`);
  });
  beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready())));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return (host) => {
    const id = `page-${pages.size}`;
    pages.set(id, host);
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('the host is not up');
    return `http://127.0.0.1:${address.port}/${id}/`;
  };
};
