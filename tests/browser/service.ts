import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { createEditorClient } from '../../cli/client.ts';
import { freePorts } from '../../cli/free-ports.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/read-records.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the service answers: `http://localhost:{port}`, which is its `PUBLIC_ORIGIN`, too. */
    origin: string;
    /** Where a publisher is signed in to it. */
    editorOrigin: string;
    /** Where the same service cannot reach its public reads. */
    cutOff: string;
    /** Where test files connect to the browser. */
    browser: string;
  }
}

/** Starts Debian's Chromium; `CHROMIUM` names another. */
const startBrowser = () =>
  chromium.launchServer({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Root has no other way to run Chromium; containers often have little shared memory.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** Starts the production build on a database of its own, with all the records of content/, and a browser. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  process.env.PATH = `${join(resolve(import.meta.dirname, '../..'), 'node_modules/.bin')}:${process.env.PATH}`;
  const [port = 0, other = 0, nobody = 0] = await freePorts(3);
  const origin = `http://localhost:${port}`;
  const cutOff = `http://localhost:${other}`;
  const settings = { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' };
  const doors = [
    { name: 'gateway', port, settings },
    {
      name: 'cut-off',
      port: other,
      settings: { PUBLIC_ORIGIN: cutOff, READS_ORIGIN: `http://127.0.0.1:${nobody}` },
    },
  ];
  const running = await runProduction(doors, (level, line) => {
    if (level === 'error' && !line.includes('BackendUnreachable') && !line.includes('connect')) console.error(line);
  });
  const browser = await startBrowser();
  const stop = async () => {
    await browser.close();
    await running.stop();
  };
  try {
    const editor = createEditorClient(running.editorOrigin, 'en');
    const records = await publicationsIn('content', 'en');
    const imported = await importInto(editor, records, { dryRun: false, progress: () => {} });
    await rebuildListings(editor);
    if (imported.refused.length > 0) throw new Error(JSON.stringify(imported.refused));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('origin', origin);
  project.provide('editorOrigin', running.editorOrigin);
  project.provide('cutOff', cutOff);
  project.provide('browser', browser.wsEndpoint());
  return stop;
}
