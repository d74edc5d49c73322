import { mkdir } from 'node:fs/promises';
import { setInterval } from 'node:timers';
import type { Build } from '../production/build.ts';
import { runBuild } from '../production/run.ts';
import { InvalidSetting, type ServeSettings, serveSettingsIn } from './settings.ts';
import { followWorkerd } from './workerd.ts';

// As long as the slowest answer may take; a process manager should wait longer before it kills.
const grace = 20_000;

/** What the service runs with where the shell says nothing else: the directories of the database and of static files. */
export interface Directories {
  data: string;
  assets: string;
}

const fail = (reason: string): never => {
  console.error(reason);
  process.exit(1);
};

const settings = (): ServeSettings => {
  try {
    return serveSettingsIn(process.env);
  } catch (error) {
    if (error instanceof InvalidSetting) return fail(error.message);
    throw error;
  }
};

/**
 * Runs a build by the settings of the shell, until it is told to stop: the gateway on PORT, the public reads on
 * READS_PORT for a cache between them. The migrations are applied before anything listens. What the cron trigger of
 * wrangler.toml is on the platform, is done at the start and once a minute. SIGTERM and SIGINT let it answer what is
 * under way; a second one does not.
 */
export const serve = async (getBuild: () => Promise<Build>, { data, assets }: Directories): Promise<void> => {
  const { port, readsPort, host, directory = data, vars } = settings();
  await mkdir(directory, { recursive: true }).catch((error: Error) => fail(error.message));
  const built = await getBuild();
  const workerd = followWorkerd();
  const running = await runBuild(
    built,
    [
      { name: 'gateway', port, host, settings: vars },
      { name: 'reads', port: readsPort, host, exportName: 'PublicReads', settings: vars },
    ],
    {
      onLog: (level, line) => (level === 'error' ? console.error(line) : console.log(line)),
      persist: directory,
      assets,
    },
  ).catch((error: Error & { code?: string }) => {
    if (error.code === 'ERR_ADDRESS_IN_USE') return fail(`Port ${port} or ${readsPort} is in use.`);
    throw error;
  });
  const runCron = () => running.runCron('gateway').catch((error: Error) => console.error(error.message));
  void runCron();
  const everyMinute = setInterval(runCron, 60_000);
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // miniflare's own handlers end everything at once.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      clearInterval(everyMinute);
      workerd.drain(grace, () => void running.stop().then(() => process.exit(0)));
    });
  }
  console.log(`The gateway answers on http://${host}:${port}, the public reads on http://${host}:${readsPort}.`);
};
