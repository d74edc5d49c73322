import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { plan, portCount } from '../../../bench/workerd.ts';
import { freePorts } from '../../../cli/free-ports.ts';

it('ports are found that nothing uses, each once', async () => {
  const [taken = 0] = await freePorts(1);
  const other = createServer().listen(taken, '127.0.0.1');
  await once(other, 'listening');
  const found = await freePorts(30);
  expect(new Set(found).size).toBe(30);
  expect(found).not.toContain(taken);
  other.close();
});

it('npm run bench asks for as many as it takes', async () => {
  const free = Array.from({ length: portCount }, (_, index) => index + 1);
  const { workers } = await plan('export default {};', free);
  expect(workers).toHaveLength(portCount);
});
