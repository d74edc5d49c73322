import { rm } from 'node:fs/promises';
import { configurationOf, type Environment, type Resolved } from './configuration.ts';
import type { Step } from './context.ts';
import { say, stepTitle } from './messages.ts';
import { exit, Halt, type Surroundings } from './ports.ts';

const run = async (around: Surroundings, ...words: string[]): Promise<string> => {
  const { code, out, err } = await around.wrangler(...words);
  if (code !== 0) throw new Halt(exit.failed, 'wranglerFailed', { command: words.join(' ') }, `${out}\n${err}`.trim());
  return out;
};

/**
 * Prints the plan for an environment and builds what can be built without an account: the configuration, the Worker,
 * and a database by every migration. Asks nothing of the network.
 * @throws Halt when something of it cannot be built.
 */
export const rehearse = async (
  environment: Environment,
  resolved: Resolved,
  keys: readonly string[],
  steps: readonly Step[],
  around: Surroundings,
): Promise<void> => {
  const { language, variables } = around;
  around.say(say(language, 'plan', { environment }));
  for (const [index, { name }] of steps.entries()) around.say(`  ${index + 1}. ${stepTitle(language, name)}`);
  const faults = await around.faults();
  if (faults.length > 0) throw new Halt(exit.failed, 'recordsFaulty', {}, faults.join('\n'));
  // Nobody has been asked for the account's name or the database's id: both stand for themselves.
  const origin = variables.PUBLIC_ORIGIN || `https://${resolved.name}.example.workers.dev`;
  const databaseId = '00000000-0000-0000-0000-000000000000';
  const configuration = configurationOf(resolved, keys, { vars: {}, origin, databaseId });
  const file = await around.write(`${environment}/wrangler.json`, `${JSON.stringify(configuration, null, 2)}\n`);
  const directory = file.replace(/\/[^/]*$/, '');
  const built = await run(
    around,
    ...['deploy', '--dry-run', '--config', file, '--minify', '--outdir', `${directory}/bundle`],
  );
  // The database of a run before this one would have every migration already.
  const state = `${directory}/state`;
  await rm(state, { recursive: true, force: true });
  const command = ['d1', 'migrations', 'apply', 'DB', '--local', '--config', file, '--persist-to', state];
  const applied = await run(around, ...command);
  const again = await run(around, ...command);
  if (!/no migrations to apply/i.test(again))
    throw new Halt(exit.failed, 'wranglerFailed', { command: command.join(' ') }, again);
  const [, size = '?'] = /gzip: *([\d.]+) KiB/.exec(built) ?? [];
  const migrations = String(new Set(applied.match(/\d{4}_\w+\.sql/g)).size);
  around.say(say(language, 'wouldBe', { environment, size, migrations }));
};
