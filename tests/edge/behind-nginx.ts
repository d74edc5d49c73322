/**
 * npm run test:nginx: the production build behind nginx as Debian installs it, by deploy/nginx.conf, without any cache of
 * ours. Every canonical URL is read through it, the longest lists among them; an item that is withdrawn is gone when a
 * minute is over. Sites of others show cards by the samples of examples/embed. Exits 1 at the first promise that is broken.
 */
import { equal, ok } from 'node:assert/strict';
import { createEditorClient } from '../../cli/client.ts';
import { freePorts } from '../../cli/free-ports.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/read-records.ts';
import { recordOf } from '../kill/records.ts';
import { tellsOurCache } from './checks.ts';
import { senderTo } from './editor-changes.ts';
import { checkEmbedding } from './embedding.ts';
import { closeConnections, send } from './http.ts';
import { startNginx } from './nginx.ts';
import { listUrls, slugsOf } from './urls.ts';
import { installVarnish } from './varnish.ts';

const [gateway = 0, port = 0] = await freePorts(2);
const origin = `http://127.0.0.1:${port}`;
const running = await runProduction(
  [{ name: 'gateway', port: gateway, settings: { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' } }],
  (level, line) => level === 'error' && console.error(line),
);
const nginx = await startNginx(port, gateway);
const editor = createEditorClient(running.editorOrigin, 'en');
await importInto(editor, await publicationsIn('content', 'en'), { dryRun: false, progress: () => {} });
await rebuildListings(editor);

const readAt = (at: number, path: string) => send(at, { method: 'GET', path, headers: {} });
const read = (path: string) => readAt(port, path);
const change = senderTo(running.editorOrigin);
const items = [{ kind: 'terms', slug: 'withdrawn', match: null, record: recordOf('terms', 'secret', []) }];
equal((await change('POST', '/publications', { items })).status, 200);
const path = '/en/terms/withdrawn.json';
ok((await read(path)).text.includes('secret'));
const notice = { ja: '掲載を終了しました。', en: 'No longer published.' };
equal((await change('POST', '/terms/withdrawn/withdraw', { notice }, { 'If-Match': '"e1"' })).status, 200);
const withdrawnAt = Date.now();
equal((await read(path)).status, 200, 'nginx has a cache');

const urls = await listUrls(`http://127.0.0.1:${gateway}`, origin, await slugsOf(editor));
const canonical = urls.flatMap(({ path, languages, mediaTypes }) =>
  languages.length + mediaTypes.length > 0 ? [] : [path],
);
const collections = canonical.filter((each) => /^\/\w+\/\w+\.\w+$/.test(each));
ok(collections.length > 0);
// Terms enough for a page of a hundred, whose tags alone once were more than nginx takes of a header.
const terms = Array.from({ length: 100 }, (_, index) => `term-${index}`);
const more = terms.map((slug) => ({ kind: 'terms', slug, match: null, record: recordOf('terms', slug, []) }));
equal((await change('POST', '/publications', { items: more })).status, 200);
const paths = [...canonical, ...collections.map((each) => `${each}?limit=100`)];
const worker = async () => {
  for (let next = paths.pop(); next !== undefined; next = paths.pop()) {
    const answer = await read(next);
    // Among the URLs are some that are not there, such as a table in all languages at once.
    if (answer.status !== 200) equal(answer.status, (await readAt(gateway, next)).status, next);
    ok(!tellsOurCache(answer), `${next}: ${JSON.stringify(answer.headers)}`);
  }
};
const count = paths.length;
await Promise.all(Array.from({ length: 12 }, worker));
console.log(`${count} canonical URLs are answered, and none tells a cache of ours anything.`);

// More than nginx takes where nothing is said: it is the service that refuses this.
const large = await fetch(`${origin}/editor/api/publications`, { method: 'POST', body: 'x'.repeat(3_000_000) });
equal(large.headers.get('Content-Type'), 'application/problem+json');

// Meanwhile, sites of others show cards.
await installVarnish();
const renamed = await change('POST', '/terms/term-0/rename', { slug: 'term-renamed' }, { 'If-Match': '"e1"' });
equal(renamed.status, 200, JSON.stringify(renamed.body));
await checkEmbedding(gateway, { live: 'term-1', renamed: 'term-0', withdrawn: 'withdrawn' });

await new Promise((resolve) => setTimeout(resolve, Math.max(0, withdrawnAt + 61_000 - Date.now())));
const gone = await read(path);
equal(gone.status, 410);
ok(!gone.text.includes('secret'));
console.log('What was withdrawn is gone when a minute is over.');
equal(await nginx.errors(), '');
await nginx.stop();
closeConnections();
await running.stop();
process.exit();
