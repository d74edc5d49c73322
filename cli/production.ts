import { build } from './production/build.ts';
import { type Entrypoint, type RunningBuild, type RunOptions, runBuild } from './production/run.ts';

/** Builds the Worker as it would be deployed, and runs it in workerd on this machine. */
export const runProduction = async (
  entrypoints: readonly Entrypoint[],
  onLog: RunOptions['onLog'],
  persist?: string,
): Promise<RunningBuild> => runBuild(await build(), entrypoints, { onLog, persist });
