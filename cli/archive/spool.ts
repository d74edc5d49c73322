import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitLines } from './lines.ts';

const maxCharacters = 4_000_000;

/** Values that have to wait, in their order: as JSON in memory, and in a temporary file where they are more than 4 MB. */
export interface Spool<Value> {
  readonly size: number;
  add(value: Value): Promise<void>;
  /** The values so far; they are read while others are added to another spool. */
  values(): AsyncGenerator<Value>;
  close(): Promise<void>;
}

/** Creates an empty spool. */
export const createSpool = <Value>(): Spool<Value> => {
  const file = join(tmpdir(), `waiting-${randomUUID()}.ndjson`);
  let lines: string[] = [];
  let characters = 0;
  let size = 0;
  let onDisk = false;
  return {
    get size() {
      return size;
    },
    async add(value) {
      const line = JSON.stringify(value);
      lines.push(line);
      characters += line.length;
      size += 1;
      if (characters <= maxCharacters) return;
      await appendFile(file, lines.map((each) => `${each}\n`).join(''), { mode: 0o600 });
      [lines, characters, onDisk] = [[], 0, true];
    },
    async *values() {
      if (onDisk)
        for await (const { bytes } of splitLines(createReadStream(file), Number.POSITIVE_INFINITY))
          yield JSON.parse(String(bytes)) as Value;
      for (const line of lines) yield JSON.parse(line) as Value;
    },
    async close() {
      if (onDisk) await rm(file, { force: true });
    },
  };
};
