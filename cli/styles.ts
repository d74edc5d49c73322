/**
 * Writes public/styles/pages.{digest}.css: the looks of every page, from src/pages/styles/, with those of the Digital
 * Agency's design tokens that they name, and src/pages/stylesheet.generated.ts, which tells the pages where it is. A
 * file that was published stays, because a cache may still hold a page that asks for it; its name is a digest of what
 * it says, so it never says another thing. With --check nothing is written: exits 1 where a file disagrees.
 *
 * node cli/styles.ts [--check]
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';

const limit = 12 * 1024;
const root = resolve(import.meta.dirname, '..');
const directory = join(root, 'public/styles');
const { values } = parseArgs({ options: { check: { type: 'boolean' } } });

const tokens = await readFile(
  join(fileURLToPath(import.meta.resolve('@digital-go-jp/design-tokens')), '../tokens.css'),
  'utf8',
);
const known = new Map(
  [...tokens.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
);

const bundled = await build({
  entryPoints: [join(root, 'src/pages/styles/index.css')],
  bundle: true,
  write: false,
});
const css = bundled.outputFiles[0]?.text ?? '';

const own = new Set([...css.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
const named = [...new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name))];
const used = named.filter((name) => !own.has(name)).sort();
const unknown = used.filter((name) => !known.has(name));
if (unknown.length > 0) throw new Error(`no such design token: ${unknown.join(', ')}`);

const prelude = `:root {\n${used.map((name) => `  ${name}: ${known.get(name)};`).join('\n')}\n}\n`;
const { code } = await transform(prelude + css, { loader: 'css', minify: true });
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
const name = `pages.${digestOf(code)}.css`;
const module = `// Written by cli/styles.ts.
/** The path of the one stylesheet; its name is a digest of what it says, so it may be kept for ever. */
export const stylesheet = '/styles/${name}';
`;
const moduleFile = join(root, 'src/pages/stylesheet.generated.ts');
const size = gzipSync(code, { level: 9 }).length;
if (size > limit) throw new Error(`the stylesheet weighs ${size} bytes gzip of ${limit}`);

await mkdir(directory, { recursive: true });
if (values.check) {
  const faults: string[] = [];
  if ((await readFile(moduleFile, 'utf8').catch(() => '')) !== module) faults.push('src/pages/stylesheet.generated.ts');
  if ((await readFile(join(directory, name), 'utf8').catch(() => '')) !== code) faults.push(`public/styles/${name}`);
  for (const file of await readdir(directory)) {
    const text = await readFile(join(directory, file), 'utf8');
    if (file !== `pages.${digestOf(text)}.css`) faults.push(`public/styles/${file}`);
  }
  if (faults.length > 0) {
    console.error(`${[...new Set(faults)].join(', ')}: not what src/pages/styles/ says; run: npm run styles`);
    process.exitCode = 1;
  }
} else {
  await writeFile(join(directory, name), code);
  await writeFile(moduleFile, module);
  console.log(`public/styles/${name}: ${size} bytes gzip, ${used.length} design tokens`);
}
