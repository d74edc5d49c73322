import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { openDatabase } from '../src/store/database.ts';
import { lineOf } from './check.ts';
import { checkRecords, loadRecords } from './load.ts';
import { migrate, withLocalDatabase } from './local.ts';
import { readRecords } from './records.ts';

// npm start: migrations, records, then the service on http://localhost:$PORT. Nothing is loaded unless all is sound.

// Nothing is asked of the network but the npm registry, and nothing is reported to anyone.
Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });

const port = Number(process.env.PORT || 8787);
const origin = `http://localhost:${port}`;

const fail = (...lines: string[]): never => {
  for (const line of lines) console.error(line);
  process.exit(1);
};

const free = (): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });

if (!Number.isInteger(port) || port < 1 || port > 65535)
  fail(`PORT must be a number from 1 to 65535, not ${process.env.PORT}.`);
if (!(await free())) fail(`Port ${port} is in use. Stop what uses it, or choose another: PORT=8788 npm start`);

const files = await readRecords('content');
const { ready, faults } = checkRecords(files);
if (faults.length > 0) fail(...faults.map(lineOf), `${faults.length} faults; nothing was loaded.`);

await migrate();
const { created, changed, unchanged } = await withLocalDatabase((binding) =>
  loadRecords(openDatabase(binding), ready, new Date().toISOString().replace(/\.\d+Z$/, 'Z')),
);
console.log(`Records: ${created} created, ${changed} changed, ${unchanged} unchanged.`);

const server = spawn(
  'wrangler',
  [
    'dev',
    '--port',
    String(port),
    '--ip',
    'localhost',
    '--var',
    `PUBLIC_ORIGIN:${origin}`,
    '--show-interactive-dev-session=false',
    '--log-level',
    'warn',
  ],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
server.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));

const answers = async (): Promise<boolean> => {
  const response = await fetch(`${origin}/ja/actions/data`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
};

const deadline = Date.now() + 120_000;
while (!(await answers())) {
  if (Date.now() > deadline) fail('The service did not answer within two minutes.');
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.log(`
The service answers. Three URLs to try:
  ${origin}/ja/actions/data
  ${origin}/en/councils/council-2-2024
  ${origin}/actions.json?limit=2
Ctrl+C stops it.`);
