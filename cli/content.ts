import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { terminalLanguage } from './check.ts';
import { type Editor, editorAt } from './client.ts';
import { importInto, relist } from './import.ts';
import { publicationsIn } from './source.ts';

// npm run content -- import DIR|FILE.ndjson [--to ORIGIN] [--dry-run]
// npm run content -- export [FILE.ndjson]   [--from ORIGIN]

const usage = `npm run content -- import DIR|FILE.ndjson [--to https://…] [--dry-run]
npm run content -- export [FILE.ndjson] [--from https://…]`;

/** Says how far a long run has come: a line that renews itself on a terminal, plain lines elsewhere. */
const progressOn = (stream: NodeJS.WriteStream) => {
  const began = Date.now();
  let said = 0;
  return (done: number) => {
    const rate = Math.round(done / Math.max((Date.now() - began) / 1000, 0.001));
    if (stream.isTTY) stream.write(`\r\u001B[K${done} records, ${rate} a second`);
    else if (done - said >= 1000) {
      said = done;
      stream.write(`${done} records, ${rate} a second\n`);
    }
  };
};

const runImport = async (editor: Editor, path: string, dryRun: boolean): Promise<number> => {
  const imported = await importInto(editor, await publicationsIn(path, terminalLanguage()), {
    dryRun,
    progress: progressOn(process.stderr),
  });
  if (!dryRun) await relist(editor);
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const { from, pointer, reason } of imported.refused)
    console.error(`${from}${pointer && ` ${pointer}`}: ${reason}`);
  const { created, changed, unchanged, refused } = imported;
  console.log(
    `${dryRun ? 'Would be: ' : ''}${created} created, ${changed} changed, ${unchanged} unchanged, ${refused.length} refused.`,
  );
  return refused.length > 0 ? 1 : 0;
};

const runExport = async (editor: Editor, file: string | undefined): Promise<number> => {
  const out = file === undefined ? process.stdout : createWriteStream(file);
  let count = 0;
  let after: unknown = '';
  while (after !== null) {
    const { status, body } = await editor('GET', `/archive?limit=50&after=${encodeURIComponent(String(after))}`);
    if (status !== 200) throw new Error(`${status} ${String(body.title ?? '')}`);
    for (const item of body.items as unknown[]) {
      if (!out.write(`${JSON.stringify(item)}\n`)) await once(out, 'drain');
      count += 1;
    }
    after = body.next;
  }
  if (out !== process.stdout) await new Promise<void>((resolve) => out.end(() => resolve()));
  console.error(`${count} items exported.`);
  return 0;
};

const { values, positionals } = parseArgs({
  options: { to: { type: 'string' }, from: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  allowPositionals: true,
});
const [command, path] = positionals;
const origin = (values.to ?? values.from ?? `http://localhost:${process.env.PORT || 8787}`).replace(/\/+$/, '');
const editor = editorAt(origin, terminalLanguage());

try {
  if (command === 'import' && path) process.exitCode = await runImport(editor, path, values['dry-run'] ?? false);
  else if (command === 'export') process.exitCode = await runExport(editor, path);
  else throw new Error(usage);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
