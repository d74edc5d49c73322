import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** A file that can be read again and again. `name` is what messages call it. */
export interface SeekableFile {
  name: string;
  path: string;
  close(): Promise<void>;
}

/**
 * Opens a file for reading. What can be read only once (a pipe, standard input as `-`) is copied to a temporary file
 * first, as it comes; that is deleted in the end.
 */
export const openSource = async (path: string): Promise<SeekableFile> => {
  const isInput = path === '-';
  if (!isInput && (await stat(path)).isFile()) return { name: path, path, close: async () => {} };
  const copy = join(tmpdir(), `import-${randomUUID()}.ndjson`);
  const remove = () => rm(copy, { force: true });
  try {
    await pipeline(isInput ? process.stdin : createReadStream(path), createWriteStream(copy, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { name: isInput ? 'standard input' : path, path: copy, close: remove };
};
