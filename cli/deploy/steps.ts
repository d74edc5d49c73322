import { checkAccount, findDatabase, findOrigin, migrate, rollBack, upload } from './account.ts';
import { configurationOf } from './configuration.ts';
import type { DeployContext, Step } from './context.ts';
import { checkDomain } from './domains.ts';
import { deployMessage } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';
import { awaitService, checkAccess, forget, loadRecords, readBack, seeCacheHit } from './service.ts';

const checkRecords = async (_: DeployContext, ports: Ports): Promise<string> => {
  const errors = await ports.recordErrors();
  if (errors.length > 0) throw new Halt(exit.failed, 'recordsFaulty', {}, errors.join('\n'));
  return '';
};

const configure = async (context: DeployContext, ports: Ports): Promise<string> => {
  const { environment, resolved, keys, settings, origin, databaseId, otherDomains = [] } = context;
  const configuration = configurationOf(resolved, keys, {
    ...{ vars: settings.vars, databaseId, origin, otherDomains },
  });
  context.configuration = await ports.write(
    `${environment}/wrangler.json`,
    `${JSON.stringify(configuration, null, 2)}\n`,
  );
  return context.configuration;
};

const sayWhatIsLeft = async ({ origin, environment, resolved }: DeployContext, ports: Ports): Promise<string> => {
  const { language } = ports;
  const lines = [
    ...(new URL(origin).hostname.endsWith('.workers.dev') ? [deployMessage(language, 'leftDomain')] : []),
    deployMessage(language, 'leftPeople', { host: new URL(origin).host }),
    deployMessage(language, 'leftWatch', { origin }),
    deployMessage(language, 'leftRollback', { environment, name: resolved.name }),
  ];
  return `\n${lines.map((line) => `  - ${line}`).join('\n')}`;
};

/** From an empty account to a public service. */
export const deploySteps: readonly Step[] = [
  { name: 'records', run: checkRecords },
  { name: 'account', run: checkAccount },
  { name: 'origin', run: findOrigin },
  { name: 'domain', run: checkDomain },
  { name: 'database', run: findDatabase },
  { name: 'configuration', run: configure },
  { name: 'migrations', run: migrate },
  { name: 'upload', run: upload },
  { name: 'service', run: awaitService },
  { name: 'access', run: checkAccess },
  { name: 'content', run: loadRecords },
  { name: 'languages', run: readBack },
  { name: 'cache', run: seeCacheHit },
  { name: 'left', run: sayWhatIsLeft },
];

/** Back to an earlier version. The database stays as it is: migrations only add. */
export const rollbackSteps: readonly Step[] = [
  { name: 'account', run: checkAccount },
  { name: 'origin', run: findOrigin },
  { name: 'rollback', run: rollBack },
  { name: 'service', run: awaitService },
  { name: 'forget', run: forget },
  { name: 'languages', run: readBack },
  { name: 'cache', run: seeCacheHit },
];
