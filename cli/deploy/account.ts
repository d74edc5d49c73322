import type { DeployContext } from './context.ts';
import { type CommandResult, exit, Halt, type Ports } from './ports.ts';

// What was said last says most; terminals are short.
const tail = ({ out, err }: CommandResult): string => `${out}\n${err}`.trim().split('\n').slice(-20).join('\n');

const run = async (ports: Ports, ...words: string[]): Promise<CommandResult> => {
  const ran = await ports.wrangler(...words);
  if (ran.code !== 0) throw new Halt(exit.failed, 'wranglerFailed', { command: words.join(' ') }, tail(ran));
  return ran;
};

const parse = <Body>(ran: CommandResult, command: string): Body => {
  try {
    return JSON.parse(ran.out.slice(ran.out.search(/[[{]/))) as Body;
  } catch {
    throw new Halt(exit.failed, 'wranglerFailed', { command }, tail(ran));
  }
};

/** Whether the token is good, and good for the account. */
export const checkAccount = async ({ settings }: DeployContext, ports: Ports): Promise<string> => {
  const command = ['whoami', '--json', '--account', settings.account] as const;
  const ran = await ports.wrangler(...command);
  if (ran.code !== 0) {
    // A network that is down says nothing of the token.
    const refused = /loggedIn|not authenticated|authenticat(?:e|ion)\b|access token/i.test(tail(ran));
    if (refused) throw new Halt(exit.setting, 'tokenRefused', {}, tail(ran));
    throw new Halt(exit.failed, 'wranglerFailed', { command: command.join(' ') }, tail(ran));
  }
  const { accounts = [] } = parse<{ accounts?: { name: string; id: string }[] }>(ran, command.join(' '));
  const account = accounts.find(({ id }) => id === settings.account);
  if (!account) throw new Halt(exit.setting, 'accountForeign', { account: settings.account }, tail(ran));
  return account.name;
};

/** The origin of the service: the one that is set, or the one that workers.dev gives to a Worker of this name. */
export const findOrigin = async (context: DeployContext, ports: Ports): Promise<string> => {
  const { settings, resolved } = context;
  if (settings.origin) {
    context.origin = settings.origin;
    return context.origin;
  }
  // wrangler has no command that tells an account's name on workers.dev.
  const url = `https://api.cloudflare.com/client/v4/accounts/${settings.account}/workers/subdomain`;
  const headers = { Authorization: `Bearer ${ports.variables.CLOUDFLARE_API_TOKEN}` };
  const response = await ports.fetch(new Request(url, { headers })).catch(() => undefined);
  const body = (await response?.json().catch(() => undefined)) as { result?: { subdomain?: string } } | undefined;
  if (!body?.result?.subdomain)
    throw new Halt(exit.yours, 'subdomainMissing', { account: settings.account }, `${response?.status ?? ''}`);
  context.origin = `https://${resolved.name}.${body.result.subdomain}.workers.dev`;
  return context.origin;
};

const listDatabases = async (ports: Ports) =>
  parse<{ name: string; uuid: string }[]>(await run(ports, 'd1', 'list', '--json'), 'd1 list --json');

/** Finds the database by its name, or creates it. */
export const findDatabase = async (context: DeployContext, ports: Ports): Promise<string> => {
  const name = context.resolved.d1_databases[0]?.database_name ?? '';
  const find = async () => (await listDatabases(ports)).find((one) => one.name === name)?.uuid;
  const found = await find();
  if (!found) await run(ports, 'd1', 'create', name, '--location', context.settings.location, '--update-config=false');
  context.databaseId = found ?? (await find()) ?? '';
  if (!context.databaseId) throw new Halt(exit.failed, 'databaseLost', { name });
  return `${name} (${context.databaseId})`;
};

/** Applies the migrations that the database has not had. They only add: the code that runs meanwhile goes on working. */
export const migrate = async ({ configuration }: DeployContext, ports: Ports): Promise<string> => {
  const { out } = await run(ports, 'd1', 'migrations', 'apply', 'DB', '--remote', '--config', configuration);
  return /no migrations to apply/i.test(out) ? '0' : String(new Set(out.match(/\d{4}_\w+\.sql/g)).size);
};

/** Uploads the build and makes it the one that answers. Variables that were set before, and are not now, stay. */
export const upload = async (context: DeployContext, ports: Ports): Promise<string> => {
  const { configuration, message } = context;
  const command = ['deploy', '--config', configuration, '--minify', '--keep-vars', '--message', message];
  const { out } = await run(ports, ...command);
  return /Version ID: *(\S+)/.exec(out)?.[1] ?? '';
};

/** Makes an earlier version the one that answers: the one that is named, or the one before. */
export const rollBack = async ({ resolved, version, message }: DeployContext, ports: Ports): Promise<string> => {
  const command = ['rollback', ...(version ? [version] : []), '--name', resolved.name, '--message', message, '--yes'];
  const { out } = await run(ports, ...command);
  return /Version ID: *(\S+)/.exec(out)?.[1] ?? version ?? '';
};
