import { readFile } from 'node:fs/promises';
import { runProduction } from '../../cli/production.ts';

// The service as a process of its own, to be killed: the production build with its database in a directory.
// node tests/kill/service.ts PORT DIRECTORY PUBLIC_ORIGIN PURGE_URL PURGE_SECRET SCRIPT

const [port = '', directory = '', origin = '', purgeUrl = '', purgeSecret = '', script = ''] = process.argv.slice(2);
const settings = {
  PUBLIC_ORIGIN: origin,
  LOCAL_PUBLISHER: 'yes',
  PURGE_URL: purgeUrl,
  PURGE_SECRET: purgeSecret,
};
const running = await runProduction(
  [{ name: 'gateway', port: Number(port), settings }],
  (level, line) => {
    if (level === 'error') process.send?.({ error: line });
  },
  directory,
  await readFile(script, 'utf8'),
);
process.send?.({ editorOrigin: running.editorOrigin });

// Cron far more often than once a minute, so that a kill meets it at work.
for (;;) {
  await running.runCron('gateway').catch((error: Error) => process.send?.({ error: error.message }));
  await new Promise((resolve) => setTimeout(resolve, 150));
}
