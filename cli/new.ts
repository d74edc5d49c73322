/**
 * Makes the files that a new kind, format, language or command needs, and changes the lists that name them. What is to
 * be written by hand is marked `TODO:`, and `npm run words` fails until all of it is. Nothing is overwritten.
 *
 * npm run new -- kind|format|language|command NAME [--dry-run]
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { planCommand } from './new/command.ts';
import { planFormat } from './new/format.ts';
import { planKind } from './new/kind.ts';
import { planLanguage } from './new/language.ts';
import { createPlan, PlanError } from './new/plan.ts';

const planners = { kind: planKind, format: planFormat, language: planLanguage, command: planCommand };
const usage = `npm run new -- ${Object.keys(planners).join('|')} NAME [--dry-run]`;

const isPlanned = (what: string): what is keyof typeof planners => Object.hasOwn(planners, what);

const run = (command: string, ...words: string[]): void => {
  const { status, error } = spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw error ?? new Error(`${command} ${words.join(' ')} failed; the files are written`);
};

const main = async (words: readonly string[], dryRun: boolean): Promise<void> => {
  const [what = '', name = '', ...others] = words;
  if (!isPlanned(what) || name === '' || others.length > 0) throw new PlanError(usage);
  const plan = createPlan();
  await planners[what](plan, name);
  const { created, changed } = plan.paths();
  for (const path of created) console.log(`  new     ${path}`);
  for (const path of changed) console.log(`  change  ${path}`);
  if (dryRun) {
    console.log('Nothing has been written (--dry-run).');
  } else {
    await plan.write();
    run('biome', 'check', '--write', ...[...created, ...changed].filter((path) => !path.endsWith('.md')));
    if (what !== 'format') run('npm', 'run', '--silent', 'locales');
  }
  console.log('\nLeft to write by hand (npm run words finds every TODO:):');
  for (const step of plan.left) console.log(`- ${step}`);
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  });
  await main(positionals, values['dry-run']);
} catch (error) {
  const isUsage = error instanceof TypeError && 'code' in error;
  if (!(error instanceof PlanError) && !isUsage) throw error;
  console.error(isUsage ? `${error.message}\n${usage}` : (error as Error).message);
  process.exitCode = 1;
}
