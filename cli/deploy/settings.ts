import { parseAccessSettings } from '../../src/http/editor/access-settings.ts';
import { parseRoles } from '../../src/http/editor/roles.ts';
import type { Language } from '../../src/languages.ts';
import { partnership } from '../../src/partnership.ts';
import type { Environment, Resolved } from './configuration.ts';
import { exampleValues, isExampleHost } from './example-values.ts';
import { settingFault } from './messages.ts';
import { exit, Halt, type Ports } from './ports.ts';

/** What the shell's variables say of a deployment. */
export interface Settings {
  account: string;
  /** The service's origin; undefined: the address that workers.dev gives it. */
  origin?: string;
  /** Where the database is to stand; a hint to D1. */
  location: string;
  /** Variables of the Worker. */
  vars: Readonly<Record<string, string>>;
  /** A service token of Access, with which the records are loaded. */
  token?: { id: string; secret: string };
}

const accessVariables = ['ACCESS_ISSUER', 'ACCESS_AUDIENCE', 'ACCESS_ROLES', 'ACCESS_KEYS_URL'] as const;

const originOf = (text: string, name: string): string => {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.origin !== text.replace(/\/$/, ''))
    throw new Halt(exit.setting, 'originMalformed', { origin: text });
  // workers.dev gives a Worker the address that begins with its name, and no other.
  if (url.hostname.endsWith('.workers.dev') && !url.hostname.startsWith(`${name}.`))
    throw new Halt(exit.setting, 'originOfAnother', { origin: text, name });
  return url.origin;
};

// What config.json comes with is nobody's: readers would write to no one, and learn of no one who answers for the pages.
const checkExampleValues = (origin: string): void => {
  const values = exampleValues(partnership);
  if (values.length > 0 && !isExampleHost(new URL(origin).hostname))
    throw new Halt(exit.setting, 'configIsExample', { values: values.join(', ') });
};

// Variables that the shell does not set keep their values: what is not here cannot be wrong.
const checkAccess = (
  given: Readonly<Partial<Record<(typeof accessVariables)[number], string>>>,
  token: string | undefined,
  language: Language,
): void => {
  const { ACCESS_ROLES: json, ACCESS_ISSUER: issuer, ACCESS_AUDIENCE: audience } = given;
  const roles = json ? parseRoles(json) : undefined;
  if (roles && 'fault' in roles) {
    const fault = settingFault(language, roles.fault);
    throw new Halt(exit.setting, 'rolesMalformed', { place: roles.pointer || '/', fault });
  }
  const publisher = roles?.publisher;
  if (publisher && token && !publisher.serviceTokens.has(token))
    throw new Halt(exit.setting, 'rolesWithoutToken', { id: token });
  if (publisher && Object.values(publisher).every(({ size }) => size === 0))
    throw new Halt(exit.setting, 'rolesWithoutPublisher');
  const settings = issuer && audience && json ? parseAccessSettings(given) : undefined;
  if (settings && 'fault' in settings) {
    const { setting, fault } = settings;
    throw new Halt(exit.setting, 'accessMalformed', { setting, fault: settingFault(language, fault) });
  }
};

/**
 * Reads the settings from the shell's variables, before anything is asked of anybody; a dry run needs no credentials.
 * @throws Halt (2) naming what is missing or wrong.
 */
export const settingsIn = (
  { variables, language }: Pick<Ports, 'variables' | 'language'>,
  environment: Environment,
  { name, vars }: Resolved,
  needsCredentials = true,
): Settings => {
  const credentials = needsCredentials ? ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_ACCOUNT_ID'] : [];
  const missing = credentials.filter((key) => !variables[key]);
  if (missing.length > 0) throw new Halt(exit.setting, 'credentialsMissing', { missing: missing.join(', ') });
  const { CLOUDFLARE_ACCOUNT_ID: account = '', PUBLIC_ORIGIN, D1_LOCATION, ...rest } = variables;
  // A preview may live at workers.dev; where the public is sent to is for a person to say.
  if (!PUBLIC_ORIGIN && environment === 'production') throw new Halt(exit.setting, 'originMissing');
  const known = [...Object.keys(vars), ...accessVariables].filter((key) => key !== 'PUBLIC_ORIGIN');
  const given = known.flatMap((key) => (rest[key] ? [[key, rest[key]] as const] : []));
  const { CF_ACCESS_CLIENT_ID: id, CF_ACCESS_CLIENT_SECRET: secret } = rest;
  checkAccess(rest, id, language);
  const origin = PUBLIC_ORIGIN && originOf(PUBLIC_ORIGIN, name);
  if (origin && environment === 'production') checkExampleValues(origin);
  return {
    account,
    ...(origin && { origin }),
    location: D1_LOCATION || 'apac',
    vars: Object.fromEntries(given),
    ...(id && secret && { token: { id, secret } }),
  };
};
