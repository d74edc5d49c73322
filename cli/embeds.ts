/**
 * Builds what other sites load, from src/embeds/: public/embed/{version}/{embed.js,frame.js,frames.js,card.css} with their types and
 * public/embed.js, the newest. Refuses to change what is published under a version; with --check it writes nothing and
 * exits 1 when a committed file says otherwise, or when the script weighs more than 4 KB gzip.
 *
 * node cli/embeds.ts [--check]
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { version } from '../src/embeds/version.ts';

const limit = 4 * 1024;
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

const faults: string[] = [];
const read = (path: string): Promise<string | undefined> =>
  readFile(resolve(root, path), 'utf8').catch(() => undefined);

/** Writes a file, or compares it. */
const keep = async (path: string, text: string): Promise<void> => {
  if ((await read(path)) === text) return;
  if (values.check) {
    faults.push(`${path} does not agree with src/embeds/; run: npm run assets`);
    return;
  }
  await mkdir(dirname(resolve(root, path)), { recursive: true });
  await writeFile(resolve(root, path), text);
};

/** Puts the values of the design tokens in: other sites have their own variables, or none. */
const withTokens = async (css: string): Promise<string> => {
  const tokens = await readFile(
    fileURLToPath(import.meta.resolve('@digital-go-jp/design-tokens/dist/tokens.css')),
    'utf8',
  );
  const known = new Map([...tokens.matchAll(/^\s*(--[\w-]+):\s*([^;]+);/gm)].map(([, name, value]) => [name, value]));
  return css.replace(/var\((--color-[\w-]+)\)/g, (_, name: string) => {
    const value = known.get(name);
    if (!value) throw new Error(`the design tokens have no ${name}`);
    return value;
  });
};

const source = await readFile(resolve(root, 'src/embeds/card.css'), 'utf8');
const css = (await transform(await withTokens(source), { loader: 'css', minify: true })).code.trim();

const script = async (entry: string): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`src/embeds/element/${entry}.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    legalComments: 'none',
    plugins: [
      {
        name: 'css-as-text',
        setup: ({ onLoad }) => onLoad({ filter: /\.css$/ }, () => ({ contents: css, loader: 'text' })),
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
};

const built = {
  'embed.js': await script('define'),
  'frame.js': await script('frame'),
  'frames.js': await script('frames'),
  'card.css': `${css}\n`,
};
// What a page does not load has no digest: types for editors and compilers.
const types = ['embed.d.ts', 'embed.react.d.ts', 'embed.vue.d.ts'];
const folder = 'public/embed';

/** The digest that a page states of what it loads: Subresource Integrity, SHA-384. */
const integrityOf = (text: string): string => `sha384-${createHash('sha384').update(text).digest('base64')}`;

// What the list says was published is what the files still hold, every version of them.
const list = 'src/embeds/integrity.json';
const published: Record<string, Record<string, string>> = JSON.parse((await read(list)) ?? '{}');
for (const [number, files] of Object.entries(published))
  for (const [name, integrity] of Object.entries(files)) {
    const text = await read(`${folder}/${number}/${name}`);
    if (text === undefined || integrityOf(text) !== integrity)
      faults.push(`${folder}/${number}/${name} is published, and has been changed or deleted; restore it`);
  }
for (const number of await readdir(resolve(root, folder)).catch(() => []))
  if (number !== version && !published[number]) faults.push(`${folder}/${number} is not in ${list}`);

const now = Object.fromEntries(Object.entries(built).map(([name, text]) => [name, integrityOf(text)]));
if (published[version] && JSON.stringify(published[version]) !== JSON.stringify(now))
  faults.push(`src/embeds/ builds other files than those published as ${version}; raise src/embeds/version.ts`);
else {
  await keep(list, `${JSON.stringify({ ...published, [version]: now }, null, 2)}\n`);
  for (const [name, text] of Object.entries(built)) await keep(`${folder}/${version}/${name}`, text);
  await keep('public/embed.js', built['embed.js']);
  for (const name of types) await keep(`${folder}/${version}/${name}`, (await read(`src/embeds/types/${name}`)) ?? '');
}

const weight = gzipSync(built['embed.js'], { level: 9 }).length;
if (weight > limit) faults.push(`embed.js weighs ${weight} bytes gzip; at most ${limit}`);
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else
  console.log(
    `public/embed/${version}: embed.js ${weight} of ${limit} bytes gzip, ${Object.keys({ ...published, [version]: now }).length} version(s)`,
  );
