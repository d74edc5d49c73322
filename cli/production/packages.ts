import { cp, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Processes images, which miniflare loads where a Worker has a binding for them; 20 MB. */
const unused = new Set(['sharp']);

// Where the script that installs workerd links the program of the platform's package, which it finds without that.
const isLink = (path: string): boolean => path.endsWith(join('workerd', 'bin'));

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Finds the folder of a package as Node.js does: in each node_modules from a folder upwards. */
const findPackage = async (name: string, from: string): Promise<string | undefined> => {
  for (let directory = from; ; directory = dirname(directory)) {
    const found = join(directory, 'node_modules', name);
    if (await exists(join(found, 'package.json'))) return found;
    if (directory === dirname(directory)) return undefined;
  }
};

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * Copies a package that wrangler brings, and all that it depends on, into a folder.
 * @throws Error where a package is missing, or two versions of one are needed.
 */
export const copyPackages = async (name: string, to: string): Promise<void> => {
  const wrangler = dirname(createRequire(import.meta.url).resolve('wrangler/package.json'));
  const copied = new Map<string, string>();
  const copy = async (dependency: string, from: string, isOptional: boolean): Promise<void> => {
    const source = await findPackage(dependency, from);
    // Of workerd there is a package for each platform, and the one for this platform is installed.
    if (!source && isOptional) return;
    if (!source) throw new Error(`${dependency} is not installed`);
    const before = copied.get(dependency);
    if (before !== undefined && before !== source)
      throw new Error(`${dependency} is needed twice: ${before}, ${source}`);
    if (before !== undefined) return;
    copied.set(dependency, source);
    await cp(source, join(to, dependency), {
      recursive: true,
      filter: (path) => !/^[/\\]node_modules|\.map$/.test(path.slice(source.length)) && !isLink(path),
    });
    const manifest: Manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'));
    for (const each of Object.keys(manifest.dependencies ?? {})) if (!unused.has(each)) await copy(each, source, false);
    for (const each of Object.keys(manifest.optionalDependencies ?? {})) await copy(each, source, true);
  };
  await copy(name, wrangler, false);
};
