/**
 * Takes an empty Cloudflare account to a public service, and a public service to its next version.
 *
 * npm run deploy -- --env preview|production [--replace] [--take-over]
 * npm run deploy -- --dry-run [--env preview|production]
 *
 * Exit codes: 0 done; 1 a step failed; 2 a setting is wrong; 3 something is left that only a person can do.
 */
import { parseArgs } from 'node:util';
import { adapters, readConfigurations } from './deploy/adapters.ts';
import { environments, findDifferences, isEnvironment } from './deploy/configuration.ts';
import { reportHalt, runSteps } from './deploy/context.ts';
import { rehearse } from './deploy/dry-run.ts';
import { deployMessage } from './deploy/messages.ts';
import { exit, Halt } from './deploy/ports.ts';
import { settingsIn } from './deploy/settings.ts';
import { describeSource } from './deploy/source.ts';
import { deploySteps } from './deploy/steps.ts';

const { language } = adapters;

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean' },
      replace: { type: 'boolean' },
      'take-over': { type: 'boolean' },
    },
  });
  const { env, 'dry-run': dryRun = false, replace = false, 'take-over': takeOver = false } = values;
  if (env === undefined ? !dryRun : !isEnvironment(env)) throw new Halt(exit.setting, 'usage');
  const { resolved, keys } = readConfigurations();
  const list = findDifferences(resolved, keys);
  if (list.length > 0)
    throw new Halt(exit.setting, 'environmentsDisagree', { list: list.map((one) => `  ${one}`).join('\n') });
  if (dryRun) {
    await rehearse(isEnvironment(env) ? [env] : environments, resolved, keys, deploySteps, adapters);
    return exit.done;
  }
  const environment = isEnvironment(env) ? env : 'preview';
  const settings = settingsIn(adapters, environment, resolved[environment]);
  const found = { origin: '', databaseId: '', configuration: '' };
  const course = {
    environment,
    resolved: resolved[environment],
    keys,
    message: describeSource(),
    settings,
    replace,
    takeOver,
    ...found,
  };
  return runSteps(deploySteps, course, adapters);
};

try {
  process.exitCode = await run();
} catch (error) {
  // An option that there is not is for the usage to explain.
  const unknown = error instanceof TypeError && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
  process.exitCode = reportHalt(unknown ? new Halt(exit.setting, 'usage', {}, error.message) : error, adapters);
}
if (process.exitCode === exit.done) console.log(deployMessage(language, 'done'));
