import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
};

/** Writes lines to a stream, no faster than it takes them. An output that breaks is an error wherever it is waited for. */
export const writeLines = async (out: NodeJS.WritableStream, lines: AsyncIterable<string>): Promise<void> => {
  const broken = finished(out);
  broken.catch(() => {});
  for await (const line of lines) if (!out.write(line)) await Promise.race([once(out, 'drain'), broken]);
  if (out === process.stdout) return;
  out.end();
  await broken;
};

const syncDirectory = async (path: string): Promise<void> => {
  const directory = await open(path);
  await directory.sync().finally(() => directory.close());
};

/**
 * Writes lines to a file: beside it first, under a name of its own, which takes the file's place only when all is on the
 * disk. Whatever goes wrong, the file that was there stays as it is. What is no file (a pipe, a device) is written to
 * directly. Nobody else may read a new file: an export may have what is not published.
 */
export const writeWholeFile = async (file: string, lines: AsyncIterable<string>): Promise<void> => {
  const before = await stat(file).catch(absent);
  if (before && !before.isFile()) return writeLines(createWriteStream(file), lines);
  const target = before ? await realpath(file) : file;
  const temporary = `${target}.${randomUUID()}.partial`;
  // Opened here, so that a folder that does not exist is known before anything is asked of the service.
  const handle = await open(temporary, 'wx', before ? before.mode & 0o777 : 0o600);
  try {
    const out: WriteStream = handle.createWriteStream({ flush: true });
    await writeLines(out, lines);
    await rename(temporary, target);
    await syncDirectory(dirname(target));
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
};
