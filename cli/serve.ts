import { resolve } from 'node:path';
import { setInterval } from 'node:timers';
import { parseAccessSettings } from '../src/http/editor/access-settings.ts';
import { terminalLanguage } from './check.ts';
import { settingFault } from './deploy/messages.ts';
import { runProduction } from './production.ts';

// npm run serve: the production build on two ports of this machine, the gateway on PORT and the public reads on
// READS_PORT, for whoever puts a cache of their own between them. Nothing is loaded; the database stays as it is.

const settings = ['PUBLIC_ORIGIN', 'DEFAULT_LANGUAGE', 'READS_ORIGIN', 'PURGE_URL', 'PURGE_SECRET'];
const access = ['ACCESS_ISSUER', 'ACCESS_AUDIENCE', 'ACCESS_ROLES', 'ACCESS_KEYS_URL'];

const portIn = (name: string, otherwise: number): number => {
  const port = Number(process.env[name] || otherwise);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  console.error(`${name} must be a number from 1 to 65535, not ${process.env[name]}.`);
  process.exit(1);
};

const port = portIn('PORT', 8787);
const readsPort = portIn('READS_PORT', port + 1);
const given = [...settings, ...access].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
const all = Object.fromEntries(given) as Record<string, string>;
const { PURGE_SECRET, PURGE_URL } = all;
if (PURGE_URL && !PURGE_SECRET) {
  console.error('PURGE_URL is set and PURGE_SECRET is not: anybody could empty a cache that asks for no secret.');
  process.exit(1);
}
// Without any of them nobody is to edit here; with one, all have to be right.
const accessSettings = access.some((name) => all[name]) ? parseAccessSettings(all) : undefined;
if (accessSettings && 'fault' in accessSettings) {
  const { setting, pointer = '', fault } = accessSettings;
  console.error(`${setting}${pointer}: ${settingFault(terminalLanguage(), fault)}`);
  process.exit(1);
}

const running = await runProduction(
  [
    { name: 'gateway', port, settings: all },
    { name: 'reads', port: readsPort, exportName: 'PublicReads', settings: all },
  ],
  (level, line) => (level === 'error' ? console.error(line) : console.log(line)),
  resolve(import.meta.dirname, '../.wrangler/state/v3'),
);
// What the cron trigger of wrangler.toml is on the platform.
const runCron = () => running.runCron('gateway').catch((error: Error) => console.error(error.message));
void runCron();
setInterval(runCron, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    running.stop().then(() => process.exit(0));
  });
console.log(`The gateway answers on http://127.0.0.1:${port}, the public reads on http://127.0.0.1:${readsPort}.`);
