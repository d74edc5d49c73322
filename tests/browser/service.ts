import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { editorAt } from '../../cli/client.ts';
import { importInto, relist } from '../../cli/import.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/source.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the service answers: `http://localhost:{port}`, which is its `PUBLIC_ORIGIN`, too. */
    origin: string;
    /** Where a publisher is signed in to it. */
    desk: string;
  }
}

/** A port that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });

/** Starts the production build on a database of its own, with all the records of content/. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  process.env.PATH = `${join(resolve(import.meta.dirname, '../..'), 'node_modules/.bin')}:${process.env.PATH}`;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const settings = { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' };
  const running = await runProduction([{ name: 'gateway', port, settings }], (level, line) => {
    if (level === 'error') console.error(line);
  });
  try {
    const editor = editorAt(running.desk, 'en');
    const records = await publicationsIn('content', 'en');
    const imported = await importInto(editor, records, { dryRun: false, progress: () => {} });
    await relist(editor);
    if (imported.refused.length > 0) throw new Error(JSON.stringify(imported.refused));
  } catch (error) {
    await running.stop();
    throw error;
  }
  project.provide('origin', origin);
  project.provide('desk', running.desk);
  return running.stop;
}
