import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '../src/lib/json.ts';

/** The file of a record: its path, the kind and slug in the path, and its JSON or the parser's message. */
export interface RecordFile {
  file: string;
  kind: string;
  slug: string;
  record?: unknown;
  malformed?: string;
}

/** Reads `{directory}/{kind}/{slug}.json`, sorted by path. */
export const readRecords = async (directory: string): Promise<RecordFile[]> => {
  const paths = (await readdir(directory, { recursive: true })).filter((path) => path.endsWith('.json')).sort();
  return Promise.all(
    paths.map(async (path) => {
      const file = join(directory, path);
      // A file in a deeper folder gets a slug with a slash, which validation refuses.
      const [kind = '', ...rest] = path.replace(/\.json$/, '').split('/');
      const slug = rest.join('/');
      try {
        return { file, kind, slug, record: parseJson(await readFile(file, 'utf8')) };
      } catch (error) {
        return { file, kind, slug, malformed: String((error as Error).message) };
      }
    }),
  );
};
