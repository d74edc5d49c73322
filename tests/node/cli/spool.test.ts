import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { createFaults } from '../../../cli/archive/faults.ts';
import { createSpool } from '../../../cli/archive/spool.ts';

const files = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('waiting-'));

it('what an import has to send again later, more than 4 MB of it → it is on the disk, in its order, and deleted in the end', async () => {
  const before = await files();
  const spool = createSpool<{ number: number; text: string }>();
  const text = '字'.repeat(100_000);
  const values = Array.from({ length: 90 }, (_, number) => ({ number, text }));
  for (const value of values.slice(0, 30)) await spool.add(value);
  expect(await files()).toEqual(before);
  for (const value of values.slice(30)) await spool.add(value);
  expect(await files()).toHaveLength(before.length + 1);
  expect(spool.size).toBe(90);
  expect(await Array.fromAsync(spool.values())).toEqual(values);
  await spool.close();
  expect(await files()).toEqual(before);
});

it('ten thousand faults of an import → the first hundred are kept, and all are counted', () => {
  const faults = createFaults();
  for (let index = 0; index < 10_000; index += 1)
    faults.add({ from: `file:${Math.floor(index / 4)}`, pointer: '', reason: String(index) });
  expect(faults.count()).toEqual({ faults: 10_000, items: 2500 });
  expect(faults.first.map(({ reason }) => reason)).toEqual(Array.from({ length: 100 }, (_, index) => String(index)));
});
