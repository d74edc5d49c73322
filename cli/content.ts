import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { terminalLanguage } from './check.ts';
import { createEditorClient, parseOrigin } from './client.ts';
import { importInto, rebuildListings } from './import.ts';
import { createProgress } from './progress.ts';
import { countIn, publicationsIn } from './read-records.ts';

// npm run content -- import DIR|FILE.ndjson [--to ORIGIN] [--dry-run]
// npm run content -- export [FILE.ndjson]   [--from ORIGIN]
// Exit codes: 0 all was taken, 1 something was refused, 2 it could not run, or not to its end.

const usage = `npm run content -- import DIR|FILE.ndjson [--to https://…] [--dry-run]
npm run content -- export [FILE.ndjson] [--from https://…]`;

const originOf = (typed = `http://localhost:${process.env.PORT || 8787}`): string => {
  const origin = parseOrigin(typed);
  if (!origin) throw new Error(`${typed} is no origin. Write one such as https://example.jp, without a path.`);
  return origin;
};

const found = (error: NodeJS.ErrnoException, path: string): never => {
  throw error.code === 'ENOENT' ? new Error(`There is no folder or file ${path}.`) : error;
};

const runImport = async (origin: string, path: string, dryRun: boolean): Promise<number> => {
  const total = await countIn(path).catch((error) => found(error, path));
  if (total === 0)
    throw new Error(`${path} holds no records. It is to be laid out as content/, {kind}/{slug}.json, or an export.`);
  const progress = createProgress(process.stderr, total);
  const editor = createEditorClient(origin, terminalLanguage(), {
    onWait: (seconds, reason) => progress.note(`${origin}: ${reason}. Trying again in ${seconds} s.`),
  });
  try {
    // First, so that what comes is listed once: by the names there are now.
    if (!dryRun) await rebuildListings(editor);
    const publications = await publicationsIn(path, terminalLanguage());
    const imported = await importInto(editor, publications, { dryRun, progress: progress.progress });
    progress.end();
    for (const { from, pointer, reason } of imported.refused)
      console.error(`${from}${pointer && ` ${pointer}`}: ${reason}`);
    const { created, changed, unchanged } = imported;
    const refused = new Set(imported.refused.map(({ from }) => from)).size;
    console.log(
      `${dryRun ? 'Would be: ' : ''}${created} created, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`,
    );
    return refused > 0 ? 1 : 0;
  } catch (error) {
    if (progress.done() > 0)
      progress.note(`Stopped after ${progress.done()} of ${total} records. Run it again to do the rest.`);
    throw error;
  }
};

const runExport = async (origin: string, file: string | undefined): Promise<number> => {
  const editor = createEditorClient(origin, terminalLanguage());
  const out = file === undefined ? process.stdout : createWriteStream(file);
  // An output that breaks (no such folder, a full disk, a pipe that is closed) is an error wherever it is waited for.
  const broken = finished(out);
  broken.catch(() => {});
  if (file !== undefined) await Promise.race([once(out, 'open'), broken]);
  let count = 0;
  let after: unknown = '';
  while (after !== null) {
    const { status, body } = await editor('GET', `/archive?limit=50&after=${encodeURIComponent(String(after))}`);
    if (status !== 200) throw new Error(`${status} ${String(body.title ?? '')}`);
    for (const item of body.items as unknown[]) {
      if (!out.write(`${JSON.stringify(item)}\n`)) await Promise.race([once(out, 'drain'), broken]);
      count += 1;
    }
    after = body.next;
  }
  if (out !== process.stdout) {
    out.end();
    await broken;
  }
  console.error(`${count} items exported.`);
  return 0;
};

const run = (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: { to: { type: 'string' }, from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    allowPositionals: true,
  });
  const [command, path, ...more] = positionals;
  const { to, from, 'dry-run': dryRun } = values;
  if (more.length > 0) throw new Error(usage);
  if (command === 'import' && path && from === undefined) return runImport(originOf(to), path, dryRun ?? false);
  if (command === 'export' && to === undefined && dryRun === undefined) return runExport(originOf(from), path);
  throw new Error(usage);
};

try {
  process.exitCode = await run();
} catch (error) {
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  console.error(error instanceof Error ? error.message : error);
  if (isUsage) console.error(usage);
  process.exitCode = 2;
}
