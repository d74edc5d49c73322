import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file of records: its path, the kind and slug that the path says, and its JSON or why it has none. */
export interface RecordFile {
  file: string;
  kind: string;
  slug: string;
  record?: unknown;
  malformed?: string;
}

/** Reads `{directory}/{kind}/{slug}.json`, in the order of the names. */
export const readRecords = async (directory: string): Promise<RecordFile[]> => {
  const paths = (await readdir(directory, { recursive: true })).filter((path) => path.endsWith('.json')).sort();
  return Promise.all(
    paths.map(async (path) => {
      const file = join(directory, path);
      // A file deeper down has a slash in what should be its slug, and is refused for that.
      const [kind = '', ...rest] = path.replace(/\.json$/, '').split('/');
      const slug = rest.join('/');
      try {
        return { file, kind, slug, record: JSON.parse(await readFile(file, 'utf8')) as unknown };
      } catch (error) {
        return { file, kind, slug, malformed: String((error as Error).message) };
      }
    }),
  );
};
