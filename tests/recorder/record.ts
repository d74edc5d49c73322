/**
 * npm run record -- --out FILE.ndjson [--reads-only]: starts the production build with the records of content/, requests
 * everything it has, changes it as editors do, and writes each answer as a line (see README.md).
 */
import { parseArgs } from 'node:util';
import { readCatalogue } from './catalogue.ts';
import { recordEditing } from './editor/index.ts';
import { closeConnections } from './http-client.ts';
import { collections, followPages } from './public/collections.ts';
import { conditional } from './public/conditional.ts';
import { embeds } from './public/embeds.ts';
import { negotiation } from './public/negotiation.ts';
import { problems } from './public/problems.ts';
import { emptyRecord, resources } from './public/resources.ts';
import { startRecording } from './recording.ts';
import { start } from './service.ts';

const { values } = parseArgs({
  options: { out: { type: 'string' }, 'reads-only': { type: 'boolean', default: false } },
});
if (!values.out) {
  console.error('usage: npm run record -- --out FILE.ndjson [--reads-only]');
  process.exit(2);
}

const began = Date.now();
const service = await start();
const recording = startRecording(service, values.out);
const log = (what: string) =>
  console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${recording.count()} answers: ${what}`);

try {
  log('the build runs');
  await recording.recordAll(emptyRecord());
  await service.load();
  const catalogue = await readCatalogue(recording);
  log(`${catalogue.items.length} items in ${catalogue.collections.length} collections`);
  const groups = { resources, embeds, collections, negotiation, conditional, problems };
  for (const [name, requestsOf] of Object.entries(groups)) {
    await recording.recordAll(requestsOf(catalogue));
    log(name);
  }
  for (const first of [
    '/ja/outcomes.json?limit=4',
    '/en/terms.json?limit=9&fallback=none',
    '/ja/participants.json?limit=7',
  ])
    await followPages(recording, first);
  if (!values['reads-only']) await recordEditing(recording, service, log);
  log('done');
} finally {
  recording.close();
  closeConnections();
  await service.stop();
}
