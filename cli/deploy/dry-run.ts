import { resolve } from 'node:path';
import { configurationOf, type Environment, type Resolved } from './configuration.ts';
import type { Step } from './context.ts';
import { deployMessage, stepTitle } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';
import { settingsIn } from './settings.ts';

const run = async (ports: Ports, ...words: string[]): Promise<string> => {
  const { code, out, err } = await ports.wrangler(...words);
  if (code !== 0) throw new Halt(exit.failed, 'wranglerFailed', { command: words.join(' ') }, `${out}\n${err}`.trim());
  return out;
};

/** Counts the migrations that a new database gets; throws Halt when one cannot be applied. */
const migrationsApplied = async (file: string, ports: Ports): Promise<number> => {
  // The database of a run before this one would have every migration already.
  const state = `${file.replace(/\/[^/]*$/, '')}/state`;
  await ports.remove(state);
  const words = ['d1', 'migrations', 'apply', 'DB', '--local', '--config', file, '--persist-to', state];
  return new Set((await run(ports, ...words)).match(/\d{4}_\w+\.sql/g)).size;
};

/**
 * Prints the plan for each environment and builds what can be built without an account: its configuration and its
 * Worker, in dist/{environment}, and one database by every migration, which are the same for all. Checks the settings as
 * a deployment does, all but the credentials, before anything else. Asks nothing of the network.
 * @throws Halt when something of it cannot be built.
 */
export const rehearse = async (
  environments: readonly Environment[],
  resolved: Readonly<Record<Environment, Resolved>>,
  keys: readonly string[],
  steps: readonly Step[],
  ports: Ports,
): Promise<void> => {
  const { language } = ports;
  const settings = environments.map((environment) => settingsIn(ports, environment, resolved[environment], false));
  ports.begin(stepTitle(language, 'records'));
  const errors = await ports.recordErrors();
  if (errors.length > 0) throw new Halt(exit.failed, 'recordsFaulty', {}, errors.join('\n'));
  let migrations: number | undefined;
  for (const [index, environment] of environments.entries()) {
    ports.say(deployMessage(language, 'plan', { environment }));
    for (const [step, { name }] of steps.entries()) ports.say(`  ${step + 1}. ${stepTitle(language, name)}`);
    const environmentConfig = resolved[environment];
    // Nobody has been asked for the account's name or the database's id: both stand for themselves.
    const { origin: given, vars = {} } = settings[index] ?? {};
    const origin = given ?? `https://${environmentConfig.name}.example.workers.dev`;
    const databaseId = '00000000-0000-0000-0000-000000000000';
    const configuration = configurationOf(environmentConfig, keys, { vars, origin, databaseId });
    const file = await ports.write(`${environment}/wrangler.json`, `${JSON.stringify(configuration, null, 2)}\n`);
    // wrangler takes one of these as relative to the configuration, the other to where it runs.
    const bundle = resolve(file, '../bundle');
    const metafile = `${bundle}/bundle-meta.json`;
    const words = ['--dry-run', '--config', file, '--minify', '--outdir', bundle, '--metafile', metafile];
    ports.begin(stepTitle(language, 'upload'));
    const built = await run(ports, 'deploy', ...words);
    if (migrations === undefined) ports.begin(stepTitle(language, 'migrations'));
    migrations ??= await migrationsApplied(file, ports);
    const [, size = '?'] = /gzip: *([\d.]+) KiB/.exec(built) ?? [];
    ports.say(deployMessage(language, 'wouldBe', { environment, size, migrations: String(migrations) }));
  }
};
