import { isDeepStrictEqual } from 'node:util';

/** The environments that are deployed. */
export const environments = ['preview', 'production'] as const;

export type Environment = (typeof environments)[number];

/** Whether a word names an environment. */
export const isEnvironment = (word: unknown): word is Environment => environments.includes(word as Environment);

/** Of a configuration as wrangler resolves it for one environment, what is read here. */
export interface Resolved {
  name: string;
  main: string;
  vars: Readonly<Record<string, unknown>>;
  d1_databases: readonly { binding: string; database_name: string; migrations_dir: string }[];
  ratelimits: readonly { name: string; namespace_id: string; simple: unknown }[];
  assets: { directory: string };
  [key: string]: unknown;
}

/** The configuration of the top level (`local`) and of each environment, as wrangler resolves them. */
export type Configurations = Readonly<Record<Environment | 'local', Resolved>>;

// Where environments differ on purpose: each has a name, a database and a count of requests of its own, an origin, and a
// preview is not for search engines.
const ownVariables = ['PUBLIC_ORIGIN', 'ROBOTS'];

const shapeOf = ({ name: _, ...rest }: Resolved, keys: readonly string[]): Record<string, unknown> => ({
  ...Object.fromEntries(keys.map((key) => [key, rest[key]])),
  vars: Object.fromEntries(
    Object.entries(rest.vars).map(([key, value]) => [key, ownVariables.includes(key) ? '' : value]),
  ),
  d1_databases: rest.d1_databases.map(({ binding, migrations_dir }) => ({ binding, migrations_dir })),
  ratelimits: rest.ratelimits.map(({ name, simple }) => ({ name, simple })),
});

const identities = ({ name, d1_databases, ratelimits }: Resolved): string[] => [
  `name ${name}`,
  ...d1_databases.map(({ database_name }) => `database_name ${database_name}`),
  ...ratelimits.map(({ namespace_id }) => `namespace_id ${namespace_id}`),
];

/**
 * Where an environment departs from the top level, one `environment: key` each, and what two of them share but should
 * have each of its own. wrangler takes over some keys from the top level and not others; `keys` are those that stand
 * there.
 */
export const findDifferences = (resolved: Configurations, keys: readonly string[]): string[] => {
  const compared = keys.filter((key) => !['name', 'env', 'send_metrics', 'preview_urls', 'workers_dev'].includes(key));
  const model = shapeOf(resolved.local, compared);
  const departs = environments.flatMap((environment) => {
    const shape = shapeOf(resolved[environment], compared);
    return Object.keys(model)
      .filter((key) => !isDeepStrictEqual(shape[key], model[key]))
      .map((key) => `env.${environment}: ${key}`);
  });
  const all = Object.values(resolved).flatMap(identities);
  return [...departs, ...new Set(all.filter((identity, index) => all.indexOf(identity) !== index))];
};

/** What a deployment adds to the configuration of its environment. */
export interface Additions {
  /** The variables of the Worker that come from the shell. */
  vars: Readonly<Record<string, string>>;
  databaseId: string;
  origin: string;
  /** Other domains that the Worker has, and keeps. */
  otherDomains?: readonly string[];
}

/** The path of a file beside wrangler.toml, seen from dist/{environment}/. */
const fromRoot = (path: string): string => `../../${path}`;

/**
 * The configuration that is deployed: a file of its own, for `wrangler --config`, so that none under version control
 * is touched. An origin that is not on workers.dev becomes the Worker's domain, beside those that it has already.
 */
export const configurationOf = (
  resolved: Resolved,
  keys: readonly string[],
  { vars, databaseId, origin, otherDomains = [] }: Additions,
): Record<string, unknown> => {
  const { hostname } = new URL(origin);
  const onWorkersDev = hostname.endsWith('.workers.dev');
  // wrangler detaches the domains that are not named.
  const domains = [...(onWorkersDev ? [] : [hostname]), ...otherDomains];
  const copied = keys.filter((key) => !['env', 'access', 'build'].includes(key) && resolved[key] !== undefined);
  return {
    ...Object.fromEntries(copied.map((key) => [key, resolved[key]])),
    main: fromRoot('src/index.ts'),
    assets: { ...resolved.assets, directory: fromRoot(resolved.assets.directory) },
    vars: { ...resolved.vars, ...vars, PUBLIC_ORIGIN: origin },
    d1_databases: resolved.d1_databases.map((one) => ({
      ...one,
      database_id: databaseId,
      migrations_dir: fromRoot(one.migrations_dir),
    })),
    preview_urls: false,
    workers_dev: onWorkersDev,
    ...(domains.length > 0 && { routes: domains.map((pattern) => ({ pattern, custom_domain: true })) }),
  };
};
