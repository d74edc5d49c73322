/**
 * npm run trace [-- --files]: counts the files of src/ that a request enters, how often execution passes from one file
 * to another, and the function calls. Every function is instrumented, and the build runs in workerd on the real
 * records, each request in a Worker that has answered nothing before. With `--files` it also lists the files.
 */

import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Plugin } from 'esbuild';
import ts from 'typescript';
import { createEditorClient } from '../cli/client.ts';
import { freePorts } from '../cli/free-ports.ts';
import { importInto } from '../cli/import.ts';
import { readMigrations } from '../cli/migrations.ts';
import { applyMigrations } from '../cli/production/apply-migrations.ts';
import { convertV4MiniflareOptions, Miniflare } from '../cli/production/miniflare.ts';
import { publicationsIn } from '../cli/read-records.ts';
import { storeDocuments } from './documents.ts';
import { bundled } from './workerd.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { files: { type: 'boolean' } } });

// Puts `entered.push(file)` at the beginning of every function.
const instrument = (path: string, text: string): string => {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? 4 : 3);
  const call = `globalThis.entered.push(${JSON.stringify(relative(root, path))})`;
  const insertions: { at: number; text: string; order: number }[] = [];
  let order = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      order += 1;
      const body = node.body as ts.Node;
      if (ts.isBlock(body)) insertions.push({ at: body.getStart(file) + 1, text: `${call};`, order });
      else
        insertions.push(
          { at: body.getStart(file), text: `(${call}, `, order },
          { at: body.getEnd(), text: ')', order },
        );
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end of the file on, so that positions stay valid; the innermost function closes first.
  const sorted = insertions.toSorted((one, other) => other.at - one.at || other.order - one.order);
  return sorted.reduce((code, { at, text: inserted }) => code.slice(0, at) + inserted + code.slice(at), text);
};

const instrumenting: Plugin = {
  name: 'instrument',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => ({
      contents: instrument(path, readFileSync(path, 'utf8')),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }));
  },
};

const requests: readonly { name: string; send: (origin: string) => Promise<Response> }[] = [
  {
    name: 'GET /actions/data (ja, JSON)',
    send: (origin) => fetch(`${origin}/actions/data`, { headers: { 'Accept-Language': 'ja' } }),
  },
  {
    name: 'GET /actions/data (ja, HTML)',
    send: (origin) => fetch(`${origin}/actions/data`, { headers: { 'Accept-Language': 'ja', Accept: 'text/html' } }),
  },
  { name: 'GET /fr/actions (404)', send: (origin) => fetch(`${origin}/fr/actions`) },
  {
    name: 'POST …/terms/dfft/publish',
    send: (origin) =>
      fetch(`${origin}/editor/api/terms/dfft/publish`, {
        method: 'POST',
        body: '{}',
        headers: { 'Content-Type': 'application/json', 'If-Match': '"e1"' },
      }),
  },
];

const directory = await mkdtemp(join(tmpdir(), 'trace-'));
const contents = await bundled('traced', { banner: { js: 'globalThis.entered = [];' }, plugins: [instrumenting] });
const ports = await freePorts(requests.length + 1);
const workers = ports.map((port, index) => ({
  name: `traced-${index}`,
  compatibilityDate: '2026-11-01',
  modules: [{ type: 'ESModule' as const, path: 'index.js', contents }],
  bindings: {
    PUBLIC_ORIGIN: 'http://localhost',
    DEFAULT_LANGUAGE: 'ja',
    VERSION: { id: 'trace' },
    LOCAL_PUBLISHER: 'yes',
  },
  d1Databases: { DB: 'trace' },
  unsafeDirectSockets: [{ host: '127.0.0.1', port }],
}));
const miniflare = new Miniflare(convertV4MiniflareOptions({ cf: false, workers }));
try {
  await miniflare.ready;
  const database = (await miniflare.getD1Database('DB', 'traced-0')) as unknown as D1Database;
  await applyMigrations(database, await readMigrations());
  const [firstPort = 0, ...others] = ports;
  const loader = `http://localhost:${firstPort}`;
  await importInto(createEditorClient(loader, 'en'), await publicationsIn(join(root, 'content'), 'en'), {
    dryRun: false,
    progress: () => {},
  });
  await storeDocuments(firstPort, database);
  const record = await (await fetch(`${loader}/editor/api/terms/dfft`)).json<{
    live: { facts: object; texts: object };
  }>();
  await fetch(`${loader}/editor/api/terms/dfft/draft`, {
    method: 'PUT',
    body: JSON.stringify({ facts: record.live.facts, texts: record.live.texts }),
    headers: { 'Content-Type': 'application/json', 'If-None-Match': '*' },
  });
  for (const [index, { name, send }] of requests.entries()) {
    const origin = `http://localhost:${others[index]}`;
    await fetch(`${origin}/trace`);
    const { status } = await send(origin);
    const entered = await (await fetch(`${origin}/trace`)).json<string[]>();
    const files = [...new Set(entered)];
    const switches = entered.filter((file, at) => at > 0 && file !== entered[at - 1]).length;
    console.log(`${name}: ${status}, ${files.length} files, ${switches} switches, ${entered.length} calls`);
    if (values.files)
      for (const file of files) console.log(`  ${entered.filter((each) => each === file).length}\t${file}`);
  }
} finally {
  await miniflare.dispose();
  await rm(directory, { recursive: true, force: true });
}
