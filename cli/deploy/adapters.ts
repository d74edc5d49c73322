import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { experimental_readRawConfig, unstable_readConfig } from 'wrangler';
import { lineOf } from '../check.ts';
import { publicationsIn } from '../read-records.ts';
import { readRecords } from '../records.ts';
import { terminalLanguage } from '../terminal-language.ts';
import { checkRecords } from '../validate.ts';
import { type Configurations, environments, type Resolved } from './configuration.ts';
import type { CommandResult, Ports } from './ports.ts';

const root = resolve(import.meta.dirname, '../..');

/** Runs wrangler to its end, asking nobody anything, and keeps what it says. */
const wrangler = (...words: string[]): Promise<CommandResult> =>
  new Promise((done, reject) => {
    const quiet = { CI: 'true', WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' };
    const env = { ...process.env, ...quiet, CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
    const child = spawn('wrangler', words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (data: Buffer) => out.push(data));
    child.stderr.on('data', (data: Buffer) => err.push(data));
    child.on('error', reject);
    child.on('close', (code) =>
      done({ code: code ?? 1, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });

/** The real world: this machine, its shell and its network. */
export const adapters: Ports = {
  variables: process.env,
  language: terminalLanguage(),
  wrangler,
  fetch: (request) => fetch(request),
  write: async (name, text) => {
    const file = join(root, 'dist', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    return relative(root, file);
  },
  remove: (folder) => rm(join(root, folder), { recursive: true, force: true }),
  publications: () => publicationsIn(join(root, 'content'), terminalLanguage()),
  recordErrors: async () => checkRecords(await readRecords(join(root, 'content'))).errors.map(lineOf),
  pause: (seconds) => new Promise((done) => setTimeout(done, seconds * 1000)),
  // On a terminal a line takes the place of the one that said what begins.
  begin: (line) => void process.stdout.write(process.stdout.isTTY ? `${line} …` : `${line} …\n`),
  say: (line) => console.log(process.stdout.isTTY ? `\r\u001B[K${line}` : line),
};

/** wrangler.toml as wrangler resolves it, for the top level and for each environment, and the keys that stand there. */
export const readConfigurations = (): { resolved: Configurations; keys: readonly string[] } => {
  const config = join(root, 'wrangler.toml');
  const read = (env?: string) =>
    unstable_readConfig({ config, ...(env && { env }) }, { hideWarnings: true }) as unknown as Resolved;
  const resolved = Object.fromEntries(environments.map((environment) => [environment, read(environment)]));
  const keys = Object.keys(experimental_readRawConfig({ config }).rawConfig);
  return { resolved: { local: read(), ...resolved } as Configurations, keys };
};
