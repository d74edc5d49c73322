import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { median } from './compare.ts';
import { madeRecords } from './records.ts';

/** Writes made records as the lines that `npm run content -- import` takes. */
export const writeLines = (count: number, file: string): Promise<void> =>
  pipeline(function* () {
    for (const one of madeRecords(count)) yield `${JSON.stringify(one)}\n`;
  }, createWriteStream(file));

/** Imports with the real importer, as a process of its own: how long it took (s), and its heap at regular moments (MB). */
export const importAs = (path: string, port: number): Promise<{ seconds: number; heap: number[] }> => {
  const began = performance.now();
  const heap: number[] = [];
  const child = fork(
    join(import.meta.dirname, '../cli/content.ts'),
    ['import', path, '--to', `http://localhost:${port}`],
    { execArgv: ['--import', join(import.meta.dirname, 'memory.ts')], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const said: string[] = [];
  child.stderr?.on('data', (data: Buffer) => said.push(String(data)));
  child.on('message', (bytes) => heap.push(Number(bytes) / 1e6));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve({ seconds: (performance.now() - began) / 1000, heap })
        : reject(new Error(`the importer ended with ${code}\n${said.slice(-20).join('')}`)),
    );
  });
};

/** How much a run of values has grown: the median of its last third by that of its first. */
export const growth = (values: readonly number[]): number => {
  const third = Math.max(1, Math.floor(values.length / 3));
  return median(values.slice(-third)) / median(values.slice(0, third));
};
