/**
 * npm run bundle [-- DIRECTORY]: measures what would be deployed, and exits 1 when it weighs more than 250 KB gzip,
 * naming what weighs most. DIRECTORY holds a build that `npm run deploy -- --dry-run` has left; without it the Worker is
 * built, without an account.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Of https://esbuild.github.io/api/#metafile, what is read here. */
type Metafile = { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> };

const limit = 250 * 1024;
const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024);

/** The package an input comes from, or the file itself when it is ours. */
const originOf = (input: string): string => input.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? input;

const heaviest = (metafile: Metafile): [origin: string, bytes: number][] => {
  const weights = new Map<string, number>();
  for (const { inputs } of Object.values(metafile.outputs))
    for (const [input, { bytesInOutput }] of Object.entries(inputs))
      weights.set(originOf(input), (weights.get(originOf(input)) ?? 0) + bytesInOutput);
  return [...weights].sort(([, a], [, b]) => b - a).slice(0, 10);
};

const root = resolve(import.meta.dirname, '..');
const [existing] = process.argv.slice(2);
const directory = existing ?? mkdtempSync(join(tmpdir(), 'bundle-'));
const metafile = join(directory, 'bundle-meta.json');

const build = (): void => {
  const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [wrangler, 'deploy', '--dry-run', '--minify', '--outdir', directory, '--metafile', metafile],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true', BUILD_ONLY: 'yes' },
    },
  );
  if (status !== 0) throw new Error(`wrangler could not bundle the Worker\n${stdout}${stderr}`, { cause: error });
};

try {
  if (!existing) build();
  const scripts = globSync('**/*.{js,mjs}', { cwd: directory });
  if (scripts.length === 0) throw new Error(`there is no script in ${directory}`);
  const bytes = scripts
    .map((script) => gzipSync(readFileSync(join(directory, script)), { level: 9 }).length)
    .reduce((sum, length) => sum + length, 0);
  console.log(`bundle: ${kilobytes(bytes)} KB gzip of ${kilobytes(limit)} KB`);

  if (bytes > limit) {
    console.error('The heaviest inputs, minified but before gzip:');
    for (const [origin, weight] of heaviest(JSON.parse(readFileSync(metafile, 'utf8'))))
      console.error(`${String(kilobytes(weight)).padStart(6)} KB  ${origin}`);
    process.exitCode = 1;
  }
} finally {
  if (!existing) rmSync(directory, { recursive: true, force: true });
}
