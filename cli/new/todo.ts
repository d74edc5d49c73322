import { readdir, readFile } from 'node:fs/promises';
import { TODO } from './plan.ts';

const folders = ['config.json', 'locales', 'content', 'docs', 'src', 'tests/support'];

const filesIn = async (path: string): Promise<string[]> => {
  if (path.endsWith('.json')) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
};

const shown = 3;

/** Finds what `npm run new` has left to be written by hand, as `file:line: text`: three lines of a file, and how many more. */
export const findTodos = async (): Promise<string[]> => {
  const files = (await Promise.all(folders.map((folder) => filesIn(folder).catch(() => [])))).flat();
  const found = files
    .filter((file) => /\.(?:json|md|tsx?)$/.test(file) && !/\.generated\./.test(file))
    .map(async (file) => {
      const lines = (await readFile(file, 'utf8'))
        .split('\n')
        .flatMap((line, index) => (line.includes(`${TODO} `) ? [`${file}:${index + 1}: ${line.trim()}`] : []));
      const more = lines.length - shown;
      return [...lines.slice(0, shown), ...(more > 0 ? [`${file}: ${more} more`] : [])];
    });
  return (await Promise.all(found)).flat();
};
