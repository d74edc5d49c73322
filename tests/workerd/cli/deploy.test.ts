import { env } from 'cloudflare:workers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { kindsInOrder } from '../../../cli/archive/parse.ts';
import { configurationOf, type Environment, findDifferences } from '../../../cli/deploy/configuration.ts';
import { reportHalt, runSteps } from '../../../cli/deploy/context.ts';
import { rehearse } from '../../../cli/deploy/dry-run.ts';
import { exit, type Ports } from '../../../cli/deploy/ports.ts';
import { settingsIn } from '../../../cli/deploy/settings.ts';
import { deploySteps, rollbackSteps } from '../../../cli/deploy/steps.ts';
import {
  countOf,
  type Failure,
  keys,
  openAccount,
  origin,
  resolved,
  sampleKinds,
  variables,
} from '../../support/cli/account.ts';
import { stubAccess } from '../../support/editor/identity.ts';
import { recordFiles } from '../../support/records.ts';
import { startEmpty, startOver } from '../../support/state.ts';

const leave = stubAccess();
const failing = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeEach(startEmpty);
afterAll(async () => {
  leave();
  failing.mockRestore();
  await startOver();
});

/** Runs `npm run deploy -- --env production`, or the roll-back, in an account. */
const run = async (
  ports: Ports,
  { steps = deploySteps, replace = false, takeOver = false, environment = 'production' as Environment } = {},
): Promise<number> => {
  try {
    const settings = settingsIn(ports, environment, resolved[environment]);
    const found = { origin: '', databaseId: '', configuration: '' };
    const course = {
      environment,
      resolved: resolved[environment],
      keys,
      settings,
      replace,
      takeOver,
      message: 'test',
      ...found,
    };
    return await runSteps(steps, course as Parameters<typeof runSteps>[1], ports);
  } catch (error) {
    return reportHalt(error, ports);
  }
};

const published = async () =>
  (await env.DB.prepare('SELECT count(*) AS items FROM items').first<{ items: number }>())?.items;

describe('an empty account becomes a public service', () => {
  it('in one run: database, migrations, Worker, records, both languages, a cache hit', async () => {
    const { ports, state } = openAccount({}, kindsInOrder());
    expect(await run(ports)).toBe(exit.done);
    expect(state.databases.map(({ name }) => name)).toEqual(['of-another', 'bilingual-content-api-production']);
    expect(state.deployed?.vars).toMatchObject({ PUBLIC_ORIGIN: origin, ACCESS_ROLES: variables.ACCESS_ROLES });
    expect(await published()).toBe(recordFiles.length);
    expect(state.output).toHaveLength(deploySteps.length);
    expect(state.begun).toEqual(state.output.map((line) => expect.stringContaining(line.slice(0, 8))));
    expect(state.domains).toEqual([{ hostname: 'example.jp', service: 'bilingual-content-api-production' }]);
    expect(state.output.at(-4)).toMatch(new RegExp(`\\+${recordFiles.length} ~0$`));
    expect(state.output.at(-3)).toMatch(/: 18$/);
    expect(state.output.at(-2)).toContain(`${origin}/ja/actions.json`);
    expect(state.output.at(-1)).toContain('--env production');
    expect(state.commands).toEqual([
      'whoami --json --account a1',
      'd1 list --json',
      'd1 create bilingual-content-api-production --location apac --update-config=false',
      'd1 list --json',
      'd1 migrations apply DB --remote --config dist/production/wrangler.json',
      'deploy --config dist/production/wrangler.json --minify --keep-vars --message test',
    ]);
  });

  it('the credentials are never written or printed', async () => {
    const { ports, state } = openAccount();
    await run(ports);
    const written = [...state.files.values(), ...state.output, ...state.commands].join('\n');
    expect(written).not.toContain(variables.CLOUDFLARE_API_TOKEN);
    expect(written).not.toContain(`"${variables.CF_ACCESS_CLIENT_SECRET}"`);
  });

  it('run again it creates nothing twice, and leaves what editors have changed', async () => {
    const { ports, state } = openAccount();
    await run(ports);
    await env.DB.prepare("UPDATE live SET published = '2026-01-01T00:00:00Z' WHERE id = 'terms/dfft'").run();
    const before = await env.DB.prepare('SELECT count(*) AS all_of_them FROM editions').first();
    expect(await run(ports)).toBe(exit.done);
    expect(state.databases).toHaveLength(2);
    expect(state.versions).toBe(2);
    expect(await env.DB.prepare('SELECT count(*) AS all_of_them FROM editions').first()).toEqual(before);
    expect(state.output.at(-4)).toMatch(/\+0 ~0$/);
  });

  const change = "UPDATE live SET texts = json_set(texts, '$.en.definition', 'By an editor.') WHERE id = 'terms/dfft'";

  it.each([
    [false, 'stays'],
    [true, 'is replaced'],
  ])('what an editor has published otherwise than content/, with --replace %s: %s', async (replace) => {
    const { ports } = openAccount();
    await run(ports);
    await env.DB.prepare(change).run();
    expect(await run(ports, { replace })).toBe(exit.done);
    const live = await env.DB.prepare("SELECT live FROM items WHERE id = 'terms/dfft'").first();
    expect(live).toEqual({ live: replace ? 2 : 1 });
  });
});

describe('where a step fails, the run says what to do, and the next one goes on from there', () => {
  it.each<[string, Failure, number, RegExp]>([
    [
      'the token is refused',
      { command: 'whoami', error: 'Unable to authenticate request [code: 10001]' },
      exit.setting,
      /does not accept CLOUDFLARE_API_TOKEN/,
    ],
    ['nobody is signed in', { command: 'whoami', error: '{"loggedIn":false}' }, exit.setting, /does not accept/],
    [
      'the network is down',
      { command: 'whoami', error: "Unable to resolve Cloudflare's API hostname" },
      exit.failed,
      /wrangler whoami/,
    ],
    ['databases cannot be listed', { command: 'd1 list' }, exit.failed, /wrangler d1 list --json/],
    ['no database can be created', { command: 'd1 create' }, exit.failed, /wrangler d1 create/],
    ['migrations fail', { command: 'd1 migrations' }, exit.failed, /wrangler d1 migrations apply/],
    ['the upload fails', { command: 'deploy' }, exit.failed, /wrangler deploy/],
    ['the service does not answer', { path: '/healthz' }, exit.failed, /does not answer as it should/],
    [
      'the database is not of this build',
      { path: '/readyz', status: 503 },
      exit.failed,
      /does not answer as it should/,
    ],
    ['Access is not in front', { access: 'absent' }, exit.yours, /got no token of Access/],
    ['Access refuses the token', { access: 'refuses' }, exit.yours, /did not let the service token importer.access in/],
    [
      'records are not taken',
      { path: '/editor/api/publications', status: 500 },
      exit.failed,
      /did not take the records/,
    ],
    ['lists are not made', { path: '/editor/api/listings', status: 500 }, exit.failed, /500 Trouble/],
    ['a language is not read back', { path: '/en/', status: 500 }, exit.failed, /was not read back/],
    ['the cache never answers', { uncached: true }, exit.failed, /never from the cache/],
  ])('%s', async (_, wrong, code, message) => {
    const { ports, state, failure } = openAccount();
    Object.assign(failure, wrong);
    expect(await run(ports)).toBe(code);
    expect(state.output.at(-1)).toMatch(message);
    expect(state.output.at(-1)).toMatch(/run this again|Something unforeseen/i);
    for (const key of Object.keys(failure)) delete failure[key as keyof Failure];
    expect(await run(ports)).toBe(exit.done);
    expect(state.databases).toHaveLength(2);
    expect(await published()).toBe(countOf(sampleKinds));
  });

  it('invalid records stop it before any request to the account', async () => {
    const { ports, state } = openAccount();
    expect(await run({ ...ports, recordErrors: async () => ['content/terms/a.json: wrong'] })).toBe(exit.failed);
    expect(state.commands).toEqual([]);
  });

  it('another program has created the database meanwhile: it is found', async () => {
    const { ports, state } = openAccount();
    state.databases.push({ name: 'bilingual-content-api-production', uuid: 'dx' });
    expect(await run(ports)).toBe(exit.done);
    expect(state.deployed?.databaseId).toBe('dx');
  });
});

describe('the host name has an owner already', () => {
  const ours = 'bilingual-content-api-production';
  type Account = ReturnType<typeof openAccount>['state'];

  it.each<[string, Partial<Account>, RegExp]>([
    ['another Worker, as its domain', { domains: [{ hostname: 'example.jp', service: 'shop' }] }, /Worker shop/],
    ['another Worker, by a route', { routes: [{ pattern: 'example.jp/*', script: 'shop' }] }, /Worker shop \(example/],
    ['another Worker, by a route of many', { routes: [{ pattern: '*example.jp/a', script: 'shop' }] }, /Worker shop/],
    ['a server', { records: [{ name: 'example.jp', type: 'A', content: '192.0.2.1' }] }, /type A \(192\.0\.2\.1\)/],
    ['another host', { records: [{ name: 'example.jp', type: 'CNAME', content: 'a.example' }] }, /type CNAME/],
  ])('%s: nothing is changed, and --take-over says that it is meant', async (_, there, holder) => {
    const { ports, state } = openAccount();
    const before = structuredClone(Object.assign(state, there));
    expect(await run(ports)).toBe(exit.setting);
    expect(state.output.at(-1)).toMatch(/^example\.jp belongs to something else: /);
    expect(state.output.at(-1)).toMatch(holder);
    expect(state.output.at(-1)).toContain('--take-over');
    expect(state).toMatchObject({ domains: before.domains, records: before.records, databases: before.databases });
    expect(state.commands).toEqual(['whoami --json --account a1']);
    expect(await run(ports, { takeOver: true })).toBe(exit.done);
    expect(state.domains).toEqual([{ hostname: 'example.jp', service: ours }]);
  });

  it.each<[string, Partial<Account>]>([
    ['ours', { domains: [{ hostname: 'example.jp', service: ours }] }],
    [
      'ours, whose record the platform has made',
      {
        domains: [{ hostname: 'example.jp', service: ours }],
        records: [{ name: 'example.jp', type: 'AAAA', content: '100::' }],
      },
    ],
    ['nobody, beside a mail server', { records: [{ name: 'example.jp', type: 'MX', content: 'mail.example.jp' }] }],
    ['nobody, beside a route without a Worker', { routes: [{ pattern: 'example.jp/*' }] }],
    ['nobody, beside another name', { routes: [{ pattern: 'shop.example.jp/*', script: 'shop' }] }],
  ])('%s: the deployment goes on', async (_, there) => {
    const { ports, state } = openAccount();
    Object.assign(state, there);
    expect(await run(ports)).toBe(exit.done);
  });

  it('a domain that the service had before stays, so that its links go on working', async () => {
    const { ports, state } = openAccount();
    state.domains.push({ hostname: 'old.example.jp', service: ours }, { hostname: 'shop.example.jp', service: 'shop' });
    expect(await run(ports)).toBe(exit.done);
    expect(state.domains.map(({ hostname }) => hostname).sort()).toEqual([
      'example.jp',
      'old.example.jp',
      'shop.example.jp',
    ]);
    expect(state.output.join('\n')).toContain('other domains of this Worker stay: old.example.jp');
  });

  it.each(['/workers/domains', '/workers/routes', '/dns_records'])(
    'the token may not see it (%s): nothing is changed',
    async (api) => {
      const { ports, state, failure } = openAccount();
      failure.api = api;
      expect(await run(ports)).toBe(exit.setting);
      expect(state.output.at(-1)).toMatch(/DNS: Read/);
      expect(state.deployed).toBeUndefined();
    },
  );

  it('no zone of the account has it: that is said before anything is done', async () => {
    const { ports, state } = openAccount();
    state.zones = [];
    expect(await run(ports)).toBe(exit.setting);
    expect(state.output.at(-1)).toMatch(/No zone of this account has example\.jp/);
    expect(state.commands).toHaveLength(1);
  });
});

describe('a dry run checks what a deployment checks', () => {
  const rehearsing = async (given: Partial<typeof variables>, environments: Environment[] = ['production']) => {
    const { ports, state } = openAccount({
      CLOUDFLARE_API_TOKEN: undefined,
      CLOUDFLARE_ACCOUNT_ID: undefined,
      ...given,
    });
    const code = await rehearse(environments, resolved, keys, deploySteps, ports).then(
      () => exit.done,
      (error) => reportHalt(error, ports),
    );
    return { code, state };
  };

  it.each<[Partial<typeof variables>, RegExp]>([
    [{ PUBLIC_ORIGIN: undefined }, /PUBLIC_ORIGIN is not set/],
    [{ PUBLIC_ORIGIN: 'http://bad.example/x' }, /must be an https origin/],
    [{ PUBLIC_ORIGIN: 'https://other.ministry.workers.dev' }, /begins with bilingual-content-api-production/],
    [{ ACCESS_ROLES: 'garbage' }, /ACCESS_ROLES/],
    [{ ACCESS_ROLES: '{"publisher":[""]}' }, /ACCESS_ROLES/],
  ])('%o is refused before anything is built', async (given, message) => {
    const { code, state } = await rehearsing(given);
    expect(code).toBe(exit.setting);
    expect(state.output.at(-1)).toMatch(message);
    expect(state.commands).toEqual([]);
  });

  it('with right settings it builds, says what it does, and needs no credentials', async () => {
    const { code, state } = await rehearsing({}, ['preview', 'production']);
    expect(code).toBe(exit.done);
    expect(state.commands.map((command) => command.split(' ').slice(0, 2).join(' '))).toEqual([
      'deploy --dry-run',
      'd1 migrations',
      'deploy --dry-run',
    ]);
    expect(state.begun).toHaveLength(4);
    expect(JSON.parse(state.files.get('dist/production/wrangler.json') ?? '{}').vars).toMatchObject({
      PUBLIC_ORIGIN: origin,
      ACCESS_ROLES: variables.ACCESS_ROLES,
    });
  });
});

describe('what config.json comes with is refused where the public is sent to', () => {
  const online = { PUBLIC_ORIGIN: 'https://data.ministry.go.jp' };

  it('a production names its operator, and contacts that are read, before anything is asked of the account', async () => {
    const { ports, state } = openAccount(online);
    expect(await run(ports)).toBe(exit.setting);
    for (const value of [
      'operator.name.ja (運営者（例）)',
      'operator.contact (mailto:contact@example.jp)',
      'securityContacts (mailto:security@example.jp)',
    ])
      expect(state.output.at(-1)).toContain(value);
    expect(state.commands).toEqual([]);
  });

  it('so is it by a roll-back and by a dry run, in Japanese, too', async () => {
    const { ports, state } = openAccount(online);
    expect(await run({ ...ports, language: 'ja' }, { steps: rollbackSteps })).toBe(exit.setting);
    expect(state.output.at(-1)).toMatch(/securityContacts.*もう一度実行してください/);
    const rehearsed = rehearse(['production'], resolved, keys, deploySteps, ports);
    await expect(rehearsed).rejects.toMatchObject({ code: exit.setting, messageKey: 'configIsExample' });
  });

  it('a preview, which nobody is sent to, is not', () => {
    const { ports } = openAccount(online);
    expect(settingsIn(ports, 'preview', resolved.preview)).toMatchObject({ origin: online.PUBLIC_ORIGIN });
  });
});

describe('Access is set up once, by a person', () => {
  const without = Object.fromEntries(
    Object.keys(variables)
      .filter((key) => key.includes('ACCESS'))
      .map((key) => [key, undefined]),
  );

  it.each(['en', 'ja'] as const)(
    'the first run stops with what to do, in %s; the second completes',
    async (language) => {
      const { ports, state } = openAccount(without);
      expect(await run({ ...ports, language })).toBe(exit.yours);
      expect(state.output.at(-1)).toContain('ACCESS_AUDIENCE');
      expect(state.output.at(-1)).toMatch(language === 'ja' ? /もう一度実行してください/ : /run this again/);
      expect(await published()).toBe(0);
      expect(state.deployed).toBeDefined();
      expect(await run({ ...ports, variables })).toBe(exit.done);
      expect(state.databases).toHaveLength(2);
    },
  );

  it('a later run from a shell that knows only the token keeps what was set', async () => {
    const { ports } = openAccount();
    await run(ports);
    const { ACCESS_ISSUER, ACCESS_AUDIENCE, ACCESS_ROLES, ...rest } = variables;
    expect(await run({ ...ports, variables: rest })).toBe(exit.done);
  });
});

describe('settings are checked before anything is done', () => {
  it.each<[Partial<typeof variables>, RegExp]>([
    [{ CLOUDFLARE_API_TOKEN: '', CLOUDFLARE_ACCOUNT_ID: undefined }, /CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID/],
    [{ PUBLIC_ORIGIN: undefined }, /PUBLIC_ORIGIN is not set/],
    [{ PUBLIC_ORIGIN: 'http://example.jp' }, /must be an https origin/],
    [{ PUBLIC_ORIGIN: 'https://example.jp/data' }, /must be an https origin/],
    [{ PUBLIC_ORIGIN: 'example.jp' }, /must be an https origin/],
    [{ PUBLIC_ORIGIN: 'https://other.ministry.workers.dev' }, /begins with bilingual-content-api-production/],
    [{ ACCESS_ROLES: 'publishers' }, /not JSON/],
    [{ ACCESS_ROLES: '{"publisher":"importer.access"}' }, /not JSON/],
    [{ ACCESS_ROLES: '{"publishers":["importer.access"]}' }, /At \/publishers: There is no such role/],
    [{ ACCESS_ROLES: '{"publisher":["importer.access",""]}' }, /At \/publisher\/1: This is empty/],
    [{ ACCESS_ROLES: '{"publisher":["importer.access"],"editor":["@"]}' }, /At \/editor\/0: This is not a domain/],
    [{ ACCESS_ROLES: '{"publisher":["others"]}' }, /does not name importer.access/],
    [{ ACCESS_ROLES: '{"publisher":["group:importer.access"]}' }, /does not name importer.access/],
    [{ ACCESS_ROLES: '{"editor":["web-team"]}', CF_ACCESS_CLIENT_ID: '' }, /names no publisher/],
    [{ ACCESS_ISSUER: 'http://ministries.cloudflareaccess.com' }, /ACCESS_ISSUER: .*https/],
    [{ ACCESS_ISSUER: 'https://id.example.jp/realms/web' }, /ACCESS_ISSUER: .*ACCESS_KEYS_URL/],
    [{ ACCESS_KEYS_URL: 'id.example.jp' }, /ACCESS_KEYS_URL: .*https/],
  ])('%o', async (given, message) => {
    const { ports, state } = openAccount(given);
    expect(await run(ports)).toBe(exit.setting);
    expect(state.output.at(-1)).toMatch(message);
    expect(state.commands).toEqual([]);
  });

  it('an account that the token is not for is not touched', async () => {
    const { ports, state } = openAccount({ CLOUDFLARE_ACCOUNT_ID: 'a2' });
    expect(await run(ports)).toBe(exit.setting);
    expect(state.commands).toEqual(['whoami --json --account a2']);
  });

  it('a preview without an origin lives where workers.dev puts it, or says that the account has no name there', async () => {
    const { ports, state, failure } = openAccount({ PUBLIC_ORIGIN: undefined });
    failure.path = 'subdomain';
    expect(await run(ports, { environment: 'preview' })).toBe(exit.yours);
    expect(state.output.at(-1)).toMatch(/no name on workers.dev yet/);
    failure.path = '/healthz';
    expect(await run(ports, { environment: 'preview' })).toBe(exit.failed);
    expect(state.deployed?.vars.PUBLIC_ORIGIN).toBe('https://bilingual-content-api-preview.ministry.workers.dev');
    expect(state.paused).toBe(29);
  });
});

describe('roll-back', () => {
  it('makes the version before the one that answers, and reads it back', async () => {
    const { ports, state } = openAccount();
    await run(ports);
    state.commands = [];
    expect(await run(ports, { steps: rollbackSteps })).toBe(exit.done);
    expect(state.commands).toEqual([
      'whoami --json --account a1',
      'rollback --name bilingual-content-api-production --message test --yes',
    ]);
  });

  it('purges the caches and rebuilds the listings', async () => {
    const { ports } = openAccount();
    await run(ports);
    await env.DB.batch([
      env.DB.prepare("UPDATE derived SET digest = 'the version before' WHERE name = 'answers'"),
      env.DB.prepare('DELETE FROM purges'),
    ]);
    expect(await run(ports, { steps: rollbackSteps })).toBe(exit.done);
    const { results } = await env.DB.prepare(
      "SELECT item FROM events WHERE command = 'purge' ORDER BY id DESC LIMIT 1",
    ).all();
    expect(results).toEqual([{ item: '*' }]);
    const answers = await env.DB.prepare("SELECT digest FROM derived WHERE name = 'answers'").first<{
      digest: string;
    }>();
    expect(answers?.digest).not.toBe('the version before');
  });

  it('without a service token it goes back all the same, and says what the cache may still hold', async () => {
    const { ports, state } = openAccount();
    await run(ports);
    const { CF_ACCESS_CLIENT_ID: _, CF_ACCESS_CLIENT_SECRET: __, ...without } = ports.variables;
    state.output = [];
    expect(await run({ ...ports, variables: without }, { steps: rollbackSteps })).toBe(exit.done);
    expect(state.output.join('\n')).toMatch(/up to a day|最長で1日/);
  });

  it('where nothing was ever deployed it says so', async () => {
    const { ports, state } = openAccount();
    expect(await run(ports, { steps: rollbackSteps })).toBe(exit.failed);
    expect(state.output.at(-1)).toMatch(/wrangler rollback/);
  });
});

describe('environments', () => {
  it('agree with the top level of wrangler.toml, and share nothing that each must have of its own', () =>
    expect(findDifferences(resolved, keys)).toEqual([]));

  it.each([
    ['vars', { vars: { PUBLIC_ORIGIN: '' } }],
    ['vars', { vars: { PUBLIC_ORIGIN: '', DEFAULT_LANGUAGE: 'en' } }],
    ['d1_databases', { d1_databases: [] }],
    ['ratelimits', { ratelimits: [] }],
    ['version_metadata', { version_metadata: undefined }],
    ['cache', { cache: { enabled: false } }],
    ['exports', { exports: {} }],
    ['assets', { assets: undefined }],
    ['observability', { observability: { enabled: true } }],
  ])('one that lacks %s, or has it otherwise, is named: %o', (key, change) => {
    const changed = { ...resolved, preview: { ...resolved.preview, ...change } } as typeof resolved;
    expect(findDifferences(changed, keys)).toEqual([`env.preview: ${key}`]);
  });

  it('two that share a database, a name or a count of requests are named', () => {
    const { name, d1_databases, ratelimits } = resolved.production;
    const changed = { ...resolved, preview: { ...resolved.preview, name, d1_databases, ratelimits } };
    expect(findDifferences(changed, keys)).toEqual([
      `name ${name}`,
      `database_name ${d1_databases[0]?.database_name}`,
      `namespace_id ${ratelimits[0]?.namespace_id}`,
    ]);
  });

  const configure = (at: string) =>
    configurationOf(resolved.production, keys, { vars: { ACCESS_ISSUER: 'i' }, databaseId: 'd1', origin: at });

  it('a domain becomes the only address; without one it is that of workers.dev', () => {
    expect(configure('https://data.example.jp')).toMatchObject({
      workers_dev: false,
      preview_urls: false,
      routes: [{ pattern: 'data.example.jp', custom_domain: true }],
      vars: { PUBLIC_ORIGIN: 'https://data.example.jp', DEFAULT_LANGUAGE: '', ACCESS_ISSUER: 'i' },
      d1_databases: [{ binding: 'DB', database_id: 'd1', migrations_dir: '../../migrations' }],
    });
    const atWorkers = configure('https://bilingual-content-api-production.ministry.workers.dev');
    expect(atWorkers).toMatchObject({ workers_dev: true });
    expect(atWorkers).not.toHaveProperty('routes');
  });

  it('the other domains of the Worker stay beside that of the origin, and beside workers.dev', () => {
    const having = (at: string) => {
      const found = { vars: {}, databaseId: 'd1', origin: at, otherDomains: ['old.example.jp'] };
      return configurationOf(resolved.production, keys, found).routes;
    };
    const old = { pattern: 'old.example.jp', custom_domain: true };
    expect(having('https://data.example.jp')).toEqual([{ pattern: 'data.example.jp', custom_domain: true }, old]);
    expect(having('https://bilingual-content-api-production.ministry.workers.dev')).toEqual([old]);
  });

  it('a preview is not for search engines; what refuses a bare deployment is not deployed', () => {
    const of = (environment: Environment) =>
      configurationOf(resolved[environment], keys, { vars: {}, databaseId: 'd1', origin });
    expect([of('preview').vars, of('production').vars]).toMatchObject([{ ROBOTS: 'noindex' }, { ROBOTS: '' }]);
    // Which the Worker says of static files, too: the platform does not send them by itself.
    expect(of('preview').assets).toMatchObject({ run_worker_first: true });
    expect(of('production')).not.toHaveProperty('build');
  });

  it('LOCAL_PUBLISHER is never deployed', () => {
    expect(configure(origin)).not.toHaveProperty('access');
    expect(JSON.stringify(configure(origin))).not.toContain('LOCAL_PUBLISHER');
  });
});
