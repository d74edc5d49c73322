/**
 * npm run test:kill [-- --times 10 --seed 1]: the production build, killed by SIGKILL while four writers and eight readers
 * are at work, and started again, over one database. After each kill the database is checked as it lies there: nothing
 * acknowledged is lost, nothing is half done, and every stored document is right or marked as out of date. Exits 1 where
 * it is not so.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { createEditorClient } from '../../cli/client.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import { build } from '../../cli/production/build.ts';
import { publicationsIn } from '../../cli/read-records.ts';
import { createRandom } from '../edge/random.ts';
import { copyDatabase, loadChecker } from './database-file.ts';
import type { Log } from './log.ts';
import { startService } from './process-group.ts';
import { startPurgeLog } from './purge-log.ts';
import { readersFor } from './readers.ts';
import { writersFor } from './writers.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    port: { type: 'string', default: '9480' },
  },
});
const times = Number(values.times);
const chance = createRandom(Number(values.seed));
const began = Date.now();
const say = (text: string) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${text}`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
say(`seed ${values.seed}`);

const directory = await mkdtemp(join(tmpdir(), 'kill-'));
const state = join(directory, 'state');
await mkdir(state);
const checkDatabase = await loadChecker(directory);
const secret = 'a secret of this run';
const purges = await startPurgeLog(secret, chance);
const log: Log = { acknowledged: [], sets: [], places: [], answers: 0, statuses: new Map(), faults: [] };
const origins: Record<string, string> = {};
let deployment = 1;
const originOf = (number: number) => `https://deployment-${number}.example.jp`;
const totals = { documents: 0, cards: 0, stale: 0, faults: 0 };

const built = join(directory, 'build.json');
await writeFile(built, JSON.stringify(await build()));
const start = () => startService(values.port, state, originOf(deployment), purges.url, secret, built);

const fail = (faults: readonly string[]) => {
  totals.faults += faults.length;
  for (const fault of faults.slice(0, 10)) console.log(`          ${fault.slice(0, 1000)}`);
  if (faults.length > 0) process.exitCode = 1;
};

/** Checks the database that a killed service has left. */
const check = async (what: string) => {
  const copy = await copyDatabase(state, directory);
  const expected = { ...log, purged: Object.fromEntries(purges.purged), origins, origin: originOf(deployment) };
  const checked = await checkDatabase(copy, expected);
  const { documents, cards, stale, digest, editions, owed, places } = checked;
  const isOfAnother = origins[digest] === undefined && Object.values(origins).includes(originOf(deployment));
  origins[digest] ??= originOf(deployment);
  log.places = places;
  totals.documents += documents;
  totals.cards += cards;
  totals.stale += stale;
  const made = `${editions} editions, ${owed} purges owed`;
  say(`${what}: ${made}; ${documents} documents and ${cards} cards checked, ${stale} items out of date`);
  fail([...checked.faults, ...log.faults.splice(0), ...(isOfAnother ? [`${digest} is of no deployment`] : [])]);
  return { copy, checked, expected };
};

let service = await start();
const editor = createEditorClient(service.editorOrigin, 'en');
const imported = await importInto(editor, await publicationsIn('content', 'en'), { dryRun: false, progress: () => {} });
if (imported.refused.length > 0) throw new Error(JSON.stringify(imported.refused));
await rebuildListings(editor);
say(`${imported.created} records`);

for (let time = 1; time <= times; time += 1) {
  const origin = `http://127.0.0.1:${values.port}`;
  const work = [...writersFor(service.editorOrigin, chance, log), ...readersFor(origin, chance, log)];
  let killed = false;
  const ends = work.map((run) =>
    run().catch((error: Error) => {
      if (!killed) log.faults.push(`while the service runs: ${error.message} ${String(error.cause ?? '')}`);
    }),
  );
  // What takes the longest after a start is the first answer.
  for (const from = log.answers; log.answers < from + 3; ) await pause(1);
  const delay = 100 + Math.floor(chance() * 1400);
  await pause(delay);
  const before = log.acknowledged.length;
  killed = true;
  await service.kill();
  await Promise.all(ends);
  log.faults.push(...service.errors.filter((line) => !line.includes('"purge":"failed"')));
  await check(`killed ${time} after ${delay} ms, ${before} acknowledged`);
  // One start in five is a deployment: all documents are made anew.
  if (chance() < 0.2) deployment += 1;
  service = await start();
}

// What was interrupted is completed: a claim lasts a minute, and a purge is repeated after ten seconds.
const readiness = async () =>
  (await (await fetch(`http://127.0.0.1:${values.port}/readyz`)).json()) as { stale?: number };
for (const until = Date.now() + 90_000; (await readiness()).stale !== 0 && Date.now() < until; ) await pause(500);
await service.kill();
const { copy, checked, expected } = await check('at the end, after a minute of rest at most');
if (checked.stale > 0) fail([`${checked.stale} items are still out of date`]);

// The check is able to fail: a document and a card that are made wrong by hand are found.
const database = new DatabaseSync(copy);
database.exec(`
  UPDATE documents SET view = replace(view, '"edition":', '"edition":1') WHERE item = 'terms/dfft' AND language = 'en';
  UPDATE cards SET card = '{}' WHERE item = 'terms/dfft' AND language = 'ja'`);
database.close();
const { faults } = await checkDatabase(copy, expected);
const found = faults.filter((fault) => fault.includes('of terms/dfft: ')).length;
if (found < 2) fail([`of a document and a card made wrong by hand, ${found} were found`]);
else say(`made wrong by hand, and found: ${faults.map((fault) => fault.slice(0, 90)).join('; ')}`);

for (const [what, number] of [...log.statuses].sort()) console.log(`${String(number).padStart(8)}   ${what}`);
console.log(`${String(times).padStart(8)}   times killed, over ${deployment} deployments`);
console.log(`${String(log.acknowledged.length).padStart(8)}   changes acknowledged`);
console.log(`${String(totals.documents).padStart(8)}   documents checked, and ${totals.cards} cards`);
console.log(`${String(totals.stale).padStart(8)}   items out of date, over all checks`);
console.log(`${String(totals.faults).padStart(8)}   faults`);
purges.stop();
if (totals.faults === 0) await rm(directory, { recursive: true, force: true });
else say(`the database is in ${directory}`);
say(process.exitCode ? 'broken' : 'kept');
