/**
 * npm run record -- --out FILE.ndjson [--reads-only]: starts the production build with the records of content/, asks
 * it for everything there is, changes it as editors do, and writes each answer as a line (see README.md).
 */
import { parseArgs } from 'node:util';
import { explore } from './catalogue.ts';
import { edited } from './editor/index.ts';
import { hangUp } from './http-client.ts';
import { collections, followed } from './public/collections.ts';
import { conditional } from './public/conditional.ts';
import { shown } from './public/embeds.ts';
import { negotiation } from './public/negotiation.ts';
import { problems } from './public/problems.ts';
import { everything, ofNothing } from './public/resources.ts';
import { recordingOf } from './recording.ts';
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
const recording = recordingOf(service, values.out);
const say = (what: string) =>
  console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${recording.count()} answers: ${what}`);

try {
  say('the build runs');
  await recording.all(ofNothing());
  await service.load();
  const space = await explore(recording);
  say(`${space.items.length} items in ${space.collections.length} collections`);
  const parts = { everything, shown, collections, negotiation, conditional, problems };
  for (const [name, part] of Object.entries(parts)) {
    await recording.all(part(space));
    say(name);
  }
  for (const first of [
    '/ja/outcomes.json?limit=4',
    '/en/terms.json?limit=9&fallback=none',
    '/ja/participants.json?limit=7',
  ])
    await followed(recording, first);
  if (!values['reads-only']) await edited(recording, service, say);
  say('done');
} finally {
  recording.end();
  hangUp();
  await service.stop();
}
