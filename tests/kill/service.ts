import { readFile } from 'node:fs/promises';
import { runBuild } from '../../cli/production/run.ts';

// The service as a process of its own, to be killed: the production build with its database in a directory.
// node tests/kill/service.ts PORT DIRECTORY PUBLIC_ORIGIN PURGE_URL PURGE_SECRET BUILD

const [port = '', directory = '', origin = '', purgeUrl = '', purgeSecret = '', file = ''] = process.argv.slice(2);
const settings = {
  PUBLIC_ORIGIN: origin,
  LOCAL_PUBLISHER: 'yes',
  PURGE_URL: purgeUrl,
  PURGE_SECRET: purgeSecret,
};
const running = await runBuild(
  JSON.parse(await readFile(file, 'utf8')),
  [{ name: 'gateway', port: Number(port), settings }],
  {
    onLog: (level, line) => {
      if (level === 'error') process.send?.({ error: line });
    },
    persist: directory,
  },
);
process.send?.({ editorOrigin: running.editorOrigin });

// Cron far more often than once a minute, so that a kill meets it at work.
for (;;) {
  await running.runCron('gateway').catch((error: Error) => process.send?.({ error: error.message }));
  await new Promise((resolve) => setTimeout(resolve, 150));
}
