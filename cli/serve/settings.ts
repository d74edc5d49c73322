import { parseAccessSettings } from '../../src/http/editor/access-settings.ts';
import { parseOrigin } from '../client.ts';
import { settingFault } from '../deploy/messages.ts';
import { terminalLanguage } from '../terminal-language.ts';

/** Variables of the Worker that the shell may set. */
const names = [
  'PUBLIC_ORIGIN',
  'DEFAULT_LANGUAGE',
  'FRAME_ANCESTORS',
  'ROBOTS',
  'REFUSALS_KEPT_DAYS',
  'READS_ORIGIN',
  'PURGE_URL',
  'PURGE_SECRET',
  'ACCESS_ISSUER',
  'ACCESS_AUDIENCE',
  'ACCESS_ROLES',
  'ACCESS_KEYS_URL',
] as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** Where and with what the service runs. */
export interface ServeSettings {
  port: number;
  readsPort: number;
  /** The address that both ports listen on. */
  host: string;
  /** The directory of the database, where another than the usual one is named. */
  directory?: string;
  /** The variables of the Worker that are set. */
  vars: Readonly<Partial<Record<(typeof names)[number], string>>>;
}

/** A setting that cannot be used: one sentence about it. */
export class InvalidSetting extends Error {}

const portIn = (variables: Variables, name: string, otherwise: number): number => {
  const port = Number(variables[name] || otherwise);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new InvalidSetting(`${name} must be a number from 1 to 65535, not ${variables[name]}.`);
};

// Without any of them nobody is to edit here; with one, all have to be right.
const checkAccess = (vars: ServeSettings['vars']): void => {
  const access = names.some((name) => name.startsWith('ACCESS_') && vars[name]) ? parseAccessSettings(vars) : undefined;
  if (!access || !('fault' in access)) return;
  const { setting, pointer = '', fault } = access;
  throw new InvalidSetting(`${setting}${pointer}: ${settingFault(terminalLanguage(), fault)}`);
};

/**
 * Reads the settings of `npm run serve` from the shell's variables.
 * @throws InvalidSetting naming the first that is wrong.
 */
export const serveSettingsIn = (variables: Variables): ServeSettings => {
  const port = portIn(variables, 'PORT', 8787);
  const readsPort = portIn(variables, 'READS_PORT', port + 1);
  const vars: ServeSettings['vars'] = Object.fromEntries(
    names.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])),
  );
  if (port === readsPort) throw new InvalidSetting(`PORT and READS_PORT are both ${port}: each needs its own.`);
  for (const name of ['PUBLIC_ORIGIN', 'READS_ORIGIN'] as const) {
    const origin = vars[name];
    if (origin !== undefined && parseOrigin(origin) === undefined)
      throw new InvalidSetting(
        `${name} must be an origin without a path, such as https://data.example.jp, not ${origin}.`,
      );
  }
  if (vars.PURGE_URL && !URL.canParse(vars.PURGE_URL))
    throw new InvalidSetting(`PURGE_URL must be a URL, not ${vars.PURGE_URL}.`);
  if (vars.PURGE_URL && !vars.PURGE_SECRET)
    throw new InvalidSetting(
      'PURGE_URL is set and PURGE_SECRET is not: anybody could empty a cache that asks for no secret.',
    );
  checkAccess(vars);
  const { HOST: host, DATA_DIRECTORY: directory } = variables;
  return { port, readsPort, host: host || '127.0.0.1', ...(directory && { directory }), vars };
};
