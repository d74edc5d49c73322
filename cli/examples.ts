/**
 * Writes tests/examples/{kind}.{language}.json: one answer per kind and language, as the service gives it when its
 * origin is https://example.jp and content/ was loaded on the day the tests set. The tests hold the service to them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { createTestHarness } from 'wrangler';
import { openDatabase } from '../src/database/connection.ts';
import { kinds } from '../src/kinds/index.ts';
import { languageTags } from '../src/languages.ts';
import { exampleAddress, loadedOn } from '../tests/support/examples.ts';
import { load } from '../tests/support/load.ts';
import { readRecords } from './records.ts';
import { checkRecords } from './validate.ts';

// Nothing is asked of the network, and nothing is reported to anyone.
Object.assign(process.env, { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false' });

const directory = 'tests/examples';
const { ready, errors } = checkRecords(await readRecords('content'));
if (errors.length > 0) throw new Error(`content/ has ${errors.length} faults: npm run check:content names them`);

const server = createTestHarness({
  workers: [{ configPath: './wrangler.toml', vars: { PUBLIC_ORIGIN: 'https://example.jp' } }],
});
try {
  await server.listen();
  const worker = server.getWorker<Env>();
  await worker.applyD1Migrations('DB');
  const { DB } = await worker.getEnv();
  await load(openDatabase(DB as D1Database), ready, loadedOn);
  await mkdir(directory, { recursive: true });
  for (const kind of kinds) {
    for (const language of languageTags) {
      const path = exampleAddress(kind, language);
      const response = await server.fetch(path);
      if (response.status !== 200) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
      const file = `${directory}/${kind}.${language}.json`;
      await writeFile(file, `${JSON.stringify(await response.json(), null, 2)}\n`);
      console.log(`${file}: ${path}`);
    }
  }
} finally {
  await server.close();
}
