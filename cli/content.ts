import { parseArgs } from 'node:util';
import { writeLines, writeWholeFile } from './archive/whole-file.ts';
import { exportLines, type Written } from './archive/write.ts';
import { createEditorClient, defaultPatience, parseOrigin } from './client.ts';
import { counted } from './counted.ts';
import { type Imported, importInto, rebuildListings } from './import.ts';
import { createProgress } from './progress.ts';
import { openRecords } from './read-records.ts';
import { terminalLanguage } from './terminal-language.ts';

// npm run content -- import|export: see `usage`.
// Exit codes: 0 all was taken, 1 something was refused, 2 it could not run, or not to its end.

const usage = `npm run content -- import DIR|FILE|- [--to https://…] [--dry-run] [--partial] [--replace] [--patience MINUTES]
npm run content -- export [FILE|-]   [--from https://…] [--public] [--patience MINUTES]`;

const originOf = (typed = `http://localhost:${process.env.PORT || 8787}`): string => {
  const origin = parseOrigin(typed);
  if (!origin) throw new Error(`${typed} is no origin. Write one such as https://example.jp, without a path.`);
  return origin;
};

const patienceOf = (typed = String(defaultPatience)): number => {
  if (!/^\d{1,4}(?:\.\d+)?$/.test(typed)) throw new Error(`--patience is a number of minutes, not ${typed}.`);
  return Number(typed);
};

const found = (error: NodeJS.ErrnoException, path: string): never => {
  throw error.code === 'ENOENT' ? new Error(`There is no folder or file ${path}.`) : error;
};

const clientFor = (origin: string, patience: number, note: (line: string) => void) =>
  createEditorClient(origin, terminalLanguage(), {
    patience,
    onWait: (seconds, reason) => note(`${origin}: ${reason}. Trying again in ${seconds} s.`),
  });

interface ImportOptions {
  dryRun: boolean;
  partial: boolean;
  replace: boolean;
  patience: number;
}

const report = ({ refused, faults, items, created, changed, unchanged }: Imported, dryRun: boolean): void => {
  for (const { from, pointer, reason } of refused) console.error(`${from}${pointer && ` ${pointer}`}: ${reason}`);
  if (faults > refused.length) console.error(`… and ${faults - refused.length} more.`);
  const counts = `${created} created, ${changed} changed, ${unchanged} unchanged, ${items} refused.`;
  console.log(`${dryRun ? 'Would be: ' : ''}${counts}`);
};

const runImport = async (origin: string, path: string, options: ImportOptions): Promise<number> => {
  const { dryRun, partial, replace, patience } = options;
  const { total, header, incomplete, records, close } = await openRecords(path, terminalLanguage()).catch((error) =>
    found(error, path),
  );
  try {
    if (total === 0)
      throw new Error(`${path} holds no records. It is to be laid out as content/, {kind}/{slug}.json, or an export.`);
    if (incomplete && !partial)
      throw new Error(`${incomplete}. Nothing was imported; --partial imports what is there.`);
    const progress = createProgress(process.stderr, total);
    if (incomplete) progress.note(`${incomplete}. Importing what is there.`);
    const editor = clientFor(origin, patience, progress.note);
    try {
      // First, so that what comes is listed once: by the names there are now.
      if (!dryRun) await rebuildListings(editor);
      const imported = await importInto(editor, records, {
        ...{ dryRun, replace, progress: progress.progress },
        ...(header && { service: header.service }),
      });
      progress.end();
      report(imported, dryRun);
      return imported.items > 0 ? 1 : 0;
    } catch (error) {
      if (progress.done() > 0)
        progress.note(`Stopped after ${progress.done()} of ${total} records. Run it again to do the rest.`);
      throw error;
    }
  } finally {
    await close();
  }
};

interface ExportOptions {
  file: string | undefined;
  isPublic: boolean;
  patience: number;
}

const runExport = async (origin: string, { file, isPublic, patience }: ExportOptions): Promise<number> => {
  const editor = clientFor(origin, patience, (line) => console.error(line));
  let written: Written | undefined;
  const lines = exportLines(editor, { service: origin, isPublic, onWritten: (now) => (written = now) });
  if (file === undefined || file === '-') await writeLines(process.stdout, lines);
  else await writeWholeFile(file, lines);
  const { items = 0, editions = 0, drafts = 0, events = 0 } = written ?? {};
  const rest = isPublic ? '' : `; ${counted(drafts, 'draft')}, ${counted(events, 'event')}`;
  console.error(`${counted(items, 'item')} exported, with ${counted(editions, 'edition')}${rest}.`);
  return 0;
};

const run = (): Promise<number> => {
  const { values, positionals } = parseArgs({
    options: {
      to: { type: 'string' },
      from: { type: 'string' },
      patience: { type: 'string' },
      'dry-run': { type: 'boolean' },
      partial: { type: 'boolean' },
      replace: { type: 'boolean' },
      public: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const [command, path, ...more] = positionals;
  const { to, from, 'dry-run': dryRun, partial, replace, public: isPublic } = values;
  const patience = patienceOf(values.patience);
  if (more.length > 0) throw new Error(usage);
  if (command === 'import' && path && from === undefined && isPublic === undefined)
    return runImport(originOf(to), path, {
      ...{ dryRun: dryRun ?? false, partial: partial ?? false, replace: replace ?? false, patience },
    });
  const isImport = [to, dryRun, partial, replace].some((value) => value !== undefined);
  if (command === 'export' && !isImport)
    return runExport(originOf(from), { file: path, isPublic: isPublic ?? false, patience });
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
