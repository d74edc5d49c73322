/**
 * Generates clients from the OpenAPI documents, as a running service gives them, by two generators (openapi-typescript
 * with openapi-fetch, and orval), compiles programs that use them, and runs these against the service. Before that, it
 * compiles what uses the types of the embeds in React and Vue. All that is in a package of its own, with its own lockfile:
 * nobody else has to install it.
 *
 * node tests/clients/run.ts
 */
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual, promisify } from 'node:util';
import { createEditorClient } from '../../cli/client.ts';
import { freePorts } from '../../cli/free-ports.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/read-records.ts';
import { root } from '../partnership/tree.ts';

const folder = import.meta.dirname;
const generated = `${root}/dist/clients`;

/** Runs a command in this folder; returns what it has printed. @throws what it has printed, where it fails. */
const run = async (command: string, ...words: string[]): Promise<string> => {
  const began = Date.now();
  const { stdout } = await promisify(execFile)(command, words, { cwd: folder }).catch((error) => {
    throw new Error(`${command} ${words.join(' ')} failed\n${error.stdout}${error.stderr}`);
  });
  console.log(`${command} ${words[0]}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return stdout;
};

const expected = {
  name: 'データ',
  status: 'ongoing',
  count: 2,
  both: ['データ', 'Data'],
  number: 1,
};

const check = (program: string, printed: string, more: object): void => {
  const { problem, ...found } = JSON.parse(printed);
  if (typeof problem !== 'string' || !isDeepStrictEqual(found, { ...expected, ...more }))
    throw new Error(`${program} prints ${printed}`);
};

await run('npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts');
await run(`${root}/node_modules/.bin/tsc`, '-p', 'embed/tsconfig.json');
console.log('The types of <joint-action> hold in TSX of React, and for Vue.');
const [port = 0] = await freePorts(1);
const origin = `http://localhost:${port}`;
const settings = { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' };
const service = await runProduction([{ name: 'gateway', port, settings }], (level, line) => {
  if (level === 'error') console.error(line);
});
try {
  const editor = createEditorClient(service.editorOrigin, 'en');
  await importInto(editor, await publicationsIn('content', 'en'), { dryRun: false, progress: () => {} });
  await rebuildListings(editor);

  await rm(generated, { recursive: true, force: true });
  await mkdir(generated, { recursive: true });
  const save = async (api: string, path: string, servers?: readonly object[]) => {
    const document = (await (await fetch(origin + path)).json()) as object;
    await writeFile(`${generated}/${api}.json`, JSON.stringify({ ...document, ...(servers && { servers }) }));
    await run('openapi-typescript', `${generated}/${api}.json`, '-o', `${generated}/${api}.ts`);
  };
  process.env.PATH = `${folder}/node_modules/.bin:${root}/node_modules/.bin:${process.env.PATH}`;
  await save('reading', '/en/openapi.json');
  // Here the person who is signed in has an origin of their own.
  await save('editing', '/en/openapi-editing.json', [{ url: service.editorOrigin }]);
  await run('orval', '--config', 'orval.config.ts');
  await run('tsc', '-p', 'tsconfig.json');

  const id = `${origin}/actions/data`;
  check('openapi-fetch.ts', await run('node', 'openapi-fetch.ts', origin, service.editorOrigin), { id, header: 'id,' });
  check('orval.ts', await run('node', 'orval.ts'), { id });
  console.log('Two clients of each API compile and read.');
} finally {
  await service.stop();
}
