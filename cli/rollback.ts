/**
 * Makes an earlier version of the service the one that answers, and reads it back.
 *
 * npm run rollback -- --env preview|production [--version ID]
 */
import { parseArgs } from 'node:util';
import { adapters, readConfigurations } from './deploy/adapters.ts';
import { isEnvironment } from './deploy/configuration.ts';
import { reportHalt, runSteps } from './deploy/context.ts';
import { deployMessage } from './deploy/messages.ts';
import { exit, Halt } from './deploy/ports.ts';
import { settingsIn } from './deploy/settings.ts';
import { rollbackSteps } from './deploy/steps.ts';

const run = async (): Promise<number> => {
  const { values } = parseArgs({ options: { env: { type: 'string' }, version: { type: 'string' } } });
  const { env, version } = values;
  if (!isEnvironment(env)) throw new Halt(exit.setting, 'usage');
  const { resolved, keys } = readConfigurations();
  const settings = settingsIn(adapters, env, resolved[env]);
  const found = { origin: '', databaseId: '', configuration: '' };
  const asked = { environment: env, resolved: resolved[env], keys, settings, replace: false, message: 'roll-back' };
  return runSteps(rollbackSteps, { ...asked, ...(version && { version }), ...found }, adapters);
};

try {
  process.exitCode = await run();
} catch (error) {
  const unknown = error instanceof TypeError && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
  process.exitCode = reportHalt(unknown ? new Halt(exit.setting, 'usage', {}, error.message) : error, adapters);
}
if (process.exitCode === exit.done) console.log(deployMessage(adapters.language, 'done'));
