/**
 * npm run test:edge [-- --requests 20000 --seed 1]: the production build, with Debian's varnish between the gateway and
 * the public reads, against the same build without any cache, over one database. Every request goes both ways, while an
 * editor publishes and withdraws; exits 1 when a promise of docs/en/caching.md is broken.
 */
import { parseArgs } from 'node:util';
import { createEditorClient } from '../../cli/client.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import type { Entrypoint } from '../../cli/production/run.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/read-records.ts';
import { repeatDelay } from '../../src/database/write/purge-outbox/drain.ts';
import { type Change, changesFor, senderTo } from './editor-changes.ts';
import { closeConnections, type HttpResponse, same, send } from './http.ts';
import { createLog } from './log.ts';
import { createRandom, shuffled } from './random.ts';
import { type Request, requestsFrom } from './requests.ts';
import { listUrls, slugsOf } from './urls.ts';
import { installVarnish, startVarnish } from './varnish.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    port: { type: 'string', default: '9110' },
  },
});
const total = Number(values.requests);
const first = Number(values.port);
const ports = { edge: first, plain: first + 1, reads: first + 2, varnish: first + 3 };
const secret = 'a secret of this run';
const atOnce = 12;
const began = Date.now();
const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
const say = (text: string) => console.log(`${seconds().padStart(6)} s  ${text}`);

await installVarnish();
const varnish = await startVarnish(ports.varnish, ports.reads, secret);
const common = { PUBLIC_ORIGIN: `http://127.0.0.1:${ports.edge}`, LOCAL_PUBLISHER: 'yes' };
const cache = `http://127.0.0.1:${ports.varnish}`;
const behind = { READS_ORIGIN: cache, PURGE_URL: `${cache}/`, PURGE_SECRET: secret };
const doors: Entrypoint[] = [
  { name: 'edge', port: ports.edge, settings: { ...common, ...behind } },
  { name: 'plain', port: ports.plain, settings: common },
  { name: 'reads', port: ports.reads, exportName: 'PublicReads', settings: common },
];
const running = await runProduction(doors, (level, line) => {
  if (level === 'error') console.error(line);
});
say('the build runs, with and without varnish');

const editor = createEditorClient(running.editorOrigin, 'en');
const imported = await importInto(editor, await publicationsIn('content', 'en'), { dryRun: false, progress: () => {} });
if (imported.refused.length > 0) throw new Error(JSON.stringify(imported.refused));
await rebuildListings(editor);
const slugs = await slugsOf(editor);
const chance = createRandom(Number(values.seed));
const urls = shuffled(chance, await listUrls(`http://127.0.0.1:${ports.plain}`, common.PUBLIC_ORIGIN, slugs));
// Less than this tells nothing of the share that the cache serves, and does without most of the reading that fills it.
const isShort = total < 2500;
const places = isShort ? urls.slice(0, 1500) : urls;
say(`${imported.created} records, ${places.length} of ${urls.length} URLs`);

const database = await running.database();
const queuedPurges = async () =>
  (await database.prepare('SELECT count(*) AS tags FROM purges').first<{ tags: number }>())?.tags;
/** Has the cron trigger run until no purge is owed, for a minute at most. */
const settle = async () => {
  for (const until = Date.now() + 60_000; (await queuedPurges()) !== 0 && Date.now() < until; ) {
    await running.runCron('edge');
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
};
await settle();
say('what the import owed is purged');

const log = createLog();
const requestOf = requestsFrom(chance, places);
const session = changesFor(senderTo(running.editorOrigin), slugs);
// Four changes in twenty thousand requests, or as many in proportion; the rest are made as well, and not counted.
const counted = Math.min(session.daily.length, Math.max(1, Math.round((total * session.daily.length) / 20_000)));
const daily = session.daily.slice(0, counted);
const rare = [...session.daily.slice(counted), ...session.rare];

/** Works through some requests, a dozen at once. */
const workThrough = async (requests: readonly Request[], work: (request: Request) => Promise<void>) => {
  let next = 0;
  const worker = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) await work(request);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

const older: Request[] = [];
let changedAt = 0;

/** What both ways answer is judged; an answer that differs is older than what was published, or wrong. */
const compare = (request: Request, cached: HttpResponse, plain: HttpResponse) => {
  log.judge(request, cached);
  if (same(cached, plain)) return;
  const example = `${request.method} ${request.path} ${JSON.stringify(request.headers)}\n      ${JSON.stringify(cached).slice(0, 900)}\n      ${JSON.stringify(plain).slice(0, 900)}`;
  // Until the purge is repeated and done, a fill that began before the change may still be served.
  if (Date.now() - changedAt < (repeatDelay + 5) * 1000) older.push(request);
  else log.note('older', example);
};

const read = async (request: Request): Promise<void> => {
  const cached = await send(ports.edge, request);
  const plain = await send(ports.plain, request);
  compare(request, cached, plain);
  if (cached.status !== 304) return;
  const { 'If-None-Match': _, 'If-Modified-Since': __, ...headers } = request.headers;
  const full = await send(ports.plain, { ...request, method: 'GET', headers });
  log.judge({ ...request, method: 'GET' }, full);
  log.judgeUnchanged(request, cached, full);
};

/** Reads while an editor changes something: each answer is that of before or of after; once it is answered, of after. */
const readDuring = async ({ what, run }: Change, requests: readonly Request[]): Promise<void> => {
  let answered = false;
  const change = run().then((answer) => {
    answered = true;
    changedAt = Date.now();
    if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  });
  await workThrough(requests, async (request) => {
    const before = await send(ports.plain, request);
    const late = answered;
    const cached = await send(ports.edge, request);
    const after = await send(ports.plain, request);
    if (!late && same(cached, before)) log.judge(request, cached);
    else compare(request, cached, after);
  });
  await change;
};

const storm = Math.min(150, Math.floor(total / (daily.length + 1) / 2));
const stretch = Math.ceil((total - storm * daily.length) / (daily.length + 1));
// The cache begins as days of reading leave it: with every URL in it. What is counted are the purges' own costs.
await workThrough(
  places.map((place) => ({ place, path: place.path, method: 'GET', headers: {} })),
  async (request) => log.judge(request, await send(ports.edge, request)),
);
say('every URL was read once');
const { byGateway, ofReads } = await varnish.asked();
let [sent, ranBefore] = [0, ofReads];
const some = (count: number) => {
  const requests = Array.from({ length: Math.min(count, total - sent) }, () => requestOf(log));
  sent += requests.length;
  return requests;
};
for (const change of daily) {
  await workThrough(some(stretch), read);
  const { ofReads: ranNow } = await varnish.asked();
  say(`${String(sent).padStart(6)} requests, of which ${ranNow - ranBefore} new to the cache; then ${change.what}`);
  ranBefore = ranNow;
  await readDuring(change, some(storm));
}
await workThrough(some(total - sent), read);
const asked = await varnish.asked();
say(`${sent} requests`);

// What is rare is judged as strictly, and not counted among what the public reads ran for.
for (const change of rare) {
  const after = Array.from({ length: 200 }, () => requestOf(log));
  await readDuring(change, after.slice(0, 50));
  await workThrough(after.slice(50), read);
  say(change.what);
}

// Then every purge is completed, by the cron trigger where the request that owed it has not: nothing older is left.
await settle();
if ((await queuedPurges()) !== 0) log.note('older', 'purges are still owed a minute later');
changedAt = 0;
await workThrough(older, read);
const everywhere = shuffled(chance, places).slice(0, 400);
await workThrough(
  everywhere.map((place) => ({ place, path: place.path, method: 'GET', headers: {} })),
  read,
);

const arrived = asked.byGateway - byGateway;
const ran = asked.ofReads - ofReads;
const share = arrived === 0 ? 0 : 1 - ran / arrived;
const promises: [what: string, promise: string][] = [
  ['a language that was refused, or a wrong Content-Language', 'language'],
  ['older than a completed publication and purge, or not as without the cache', 'older'],
  ['other bytes under the same ETag', 'etag'],
  ['304 though something had changed, or with other headers', '304'],
  ['a forged header in an answer', 'poison'],
  ['a header for our own cache in an answer', 'own'],
  ['no Cache-Control', 'cache-control'],
];
console.log('');
for (const [what, promise] of promises) {
  const { count, examples } = log.broken(promise);
  console.log(`${String(count).padStart(8)}   ${what}`);
  for (const example of examples) console.log(`           ${example}`);
  if (count > 0) process.exitCode = 1;
}
console.log(
  `${String(older.length).padStart(8)}   older than a publication, in the ${repeatDelay} s until its purge is repeated`,
);
console.log(`${String(arrived).padStart(8)}   requests reached the public reads, which ran for ${ran} of them`);
console.log(`${`${(100 * share).toFixed(2)} %`.padStart(8)}   served without running them; at least 97 % promised`);
// What a single change costs weighs too much in a short run.
if (!isShort && share < 0.97) process.exitCode = 1;

closeConnections();
await running.stop();
await varnish.stop();
say(process.exitCode ? 'broken' : 'kept');
