import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { lineOf } from './check.ts';
import { createEditorClient } from './client.ts';
import { counted } from './counted.ts';
import { importInto, rebuildListings } from './import.ts';
import { migrate } from './local.ts';
import { chooseService, startProxy } from './local-proxy.ts';
import { openRecords } from './read-records.ts';
import { readRecords } from './records.ts';
import { terminalLanguage } from './terminal-language.ts';
import { checkRecords } from './validate.ts';

// npm start [-- --empty]: migrations, records, then the service on http://localhost:$PORT. Nothing is loaded unless all is
// sound; with --empty nothing is: for an import.

// Nothing is asked of the network but the npm registry, and nothing is reported to anyone.
Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });

const { values } = parseArgs({ options: { empty: { type: 'boolean' } } });

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

if (!values.empty) {
  const { errors } = checkRecords(await readRecords('content'));
  if (errors.length > 0) fail(...errors.map(lineOf), `${counted(errors.length, 'fault')}; nothing was loaded.`);
}

await migrate();

const service = await chooseService();
const server = spawn(
  'wrangler',
  [
    'dev',
    '--port',
    String(service.port),
    '--ip',
    '127.0.0.1',
    '--var',
    `PUBLIC_ORIGIN:${origin}`,
    '--var',
    'LOCAL_PUBLISHER:yes',
    '--var',
    `LOCAL_SECRET:${service.secret}`,
    '--show-interactive-dev-session=false',
    '--log-level',
    'error',
  ],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
server.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));

await startProxy(service, port);

const answers = async (): Promise<boolean> => {
  const response = await fetch(`${origin}/healthz`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status === 200;
};

const deadline = Date.now() + 120_000;
while (!(await answers())) {
  if (Date.now() > deadline) fail('The service did not answer within two minutes.');
  await new Promise((resolve) => setTimeout(resolve, 100));
}
// The records come in as every change does: through the editor's API, which publishes what differs.
const editor = createEditorClient(origin, terminalLanguage());
await rebuildListings(editor);
const loadContent = async (): Promise<void> => {
  const { records } = await openRecords('content', terminalLanguage());
  const imported = await importInto(editor, records, { dryRun: false, progress: () => {} });
  // What somebody has withdrawn in service stays so, although its file is still here.
  const withdrawn = imported.refused.filter(({ code }) => code === 'withdrawn-already');
  const refused = imported.refused.filter(({ code }) => code !== 'withdrawn-already');
  if (refused.length > 0) {
    server.kill();
    fail(...refused.map(({ from, pointer, reason }) => `${from} ${pointer}: ${reason}`));
  }
  for (const { from } of withdrawn) console.log(`${from}: withdrawn in service, and left so.`);
  console.log(`Records: ${imported.created} created, ${imported.changed} changed, ${imported.unchanged} unchanged.
  A made-up publisher is signed in at /editor, on this machine only.`);
};

if (values.empty)
  console.log(`Nothing of content/ was loaded (--empty). What was in the database is still there; npm run reset deletes it.
A made-up publisher is signed in at /editor, on this machine only.

The service answers on ${origin}. To fill it: PORT=${port} npm run content -- import FILE`);
else {
  await loadContent();
  console.log(`
The service answers. Three URLs to try:
  ${origin}/ja/actions/data
  ${origin}/en/councils/council-2-2024
  ${origin}/actions.json?limit=2`);
}
console.log('Ctrl+C stops it.');
