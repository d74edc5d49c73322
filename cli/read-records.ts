import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describeError, type Rule, type ValidationError } from '../src/commands/validate/errors.ts';
import { isKind, type Kind, kinds } from '../src/kinds/index.ts';
import type { Language } from '../src/languages.ts';
import { type Checked, checkFile, textLines } from './archive/check.ts';
import { type Header, maxLineBytes } from './archive/format.ts';
import { kindsInOrder, parse, sortOf, sortsInOrder } from './archive/parse.ts';
import { openSource, type SeekableFile } from './archive/source.ts';
import type { Section, Sourced, SourcedPublication, Unsendable } from './types.ts';

const unsendable = (
  from: string,
  language: Language,
  rule: Rule,
  values: ValidationError['values'],
  pointer = '',
): Unsendable => ({
  from,
  pointer,
  reason: describeError(language, { pointer, rule, values }),
});

const malformed = (from: string, language: Language, { message }: Error): Unsendable =>
  unsendable(from, language, 'malformedJson', { reason: message });

const tooLong = (from: string, language: Language): Unsendable =>
  unsendable(from, language, 'tooBig', { maximum: `${maxLineBytes / 1024 / 1024} MB` });

const filesIn = async (directory: string, kind: Kind): Promise<string[]> => {
  const names = await readdir(join(directory, kind)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
  return names.filter((name) => name.endsWith('.json')).sort();
};

async function* fromDirectory(directory: string, language: Language): AsyncGenerator<Sourced> {
  const folders = await readdir(directory, { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory() && !isKind(entry.name)))
    yield unsendable(join(directory, name), language, 'unknownKind', { kind: name, values: kinds.join(', ') });
  for (const kind of kindsInOrder())
    for (const name of await filesIn(directory, kind)) {
      const from = join(directory, kind, name);
      if ((await stat(from)).size > maxLineBytes) {
        yield tooLong(from, language);
        continue;
      }
      const record = await readFile(from, 'utf8').then(parse, (error: Error) => error);
      if (record instanceof Error) yield malformed(from, language, record);
      else yield { from, publication: { kind, slug: basename(name, '.json'), match: 'any', record } };
    }
}

// A line without a record is sent with null: without the member, the API would publish the item's draft.
const publicationOf = (kind: Kind, line: unknown): SourcedPublication => {
  const { slug, first, slugs, editions, more, record = null } = line as Record<string, unknown>;
  const content = editions ? { history: { first, slugs, editions } } : { match: 'any', record };
  return { from: '', publication: { kind, slug: slug as string, ...content }, ...(more === true && { more }) };
};

const parseLine = (from: string, sort: ReturnType<typeof sortOf>, text: string, language: Language): Sourced => {
  if (sort instanceof Error) return malformed(from, language, sort);
  if (sort === undefined) return unsendable(from, language, 'value', { values: kinds.join(', ') }, '/kind');
  const parsed = parse(text);
  if (parsed instanceof Error) return malformed(from, language, parsed);
  if (isKind(sort)) return { ...publicationOf(sort, parsed), from };
  return { from, section: sort as Section, entry: (parsed as Record<string, unknown>)[sort] };
};

const isContent = (sort: ReturnType<typeof sortOf>): boolean => sort !== 'export' && sort !== 'end';

// Where lines do not come in the order in which they are imported, the file is read once for each sort of them, so that
// only one line is in memory. What is wrong with a line is said the first time.
async function* fromLines(
  { name, path }: SeekableFile,
  { ordered }: Checked,
  language: Language,
): AsyncGenerator<Sourced> {
  for (const [index, wanted] of (ordered ? [undefined] : sortsInOrder().filter(isContent)).entries())
    for await (const { number, text } of textLines(path)) {
      const from = `${name}:${number}`;
      if (text === undefined) {
        if (index === 0) yield tooLong(from, language);
        continue;
      }
      const sort = sortOf(text);
      if (!isContent(sort)) continue;
      const isFault = sort === undefined || sort instanceof Error;
      if (isFault ? index === 0 : wanted === undefined || sort === wanted) yield parseLine(from, sort, text, language);
    }
}

/** What an import reads: how much there is, and one after another. */
export interface Records {
  total: number;
  header?: Header;
  /** Why it is not a whole export, as a sentence. */
  incomplete?: string;
  records: AsyncGenerator<Sourced>;
  close(): Promise<void>;
}

/**
 * Opens the records of a folder laid out as content/, or the lines of an export (NDJSON): a file, or what can be read only
 * once, as standard input (`-`). Reasons are in `language`.
 */
export const openRecords = async (path: string, language: Language): Promise<Records> => {
  if (path !== '-' && (await stat(path)).isDirectory()) {
    let total = 0;
    for (const kind of kinds) total += (await filesIn(path, kind)).length;
    return { total, records: fromDirectory(path, language), close: async () => {} };
  }
  const source = await openSource(path);
  try {
    const checked = await checkFile(source);
    return { ...checked, records: fromLines(source, checked, language), close: source.close };
  } catch (error) {
    await source.close();
    throw error;
  }
};

/** The records of a folder, or the lines of a file, whole or not. */
export const publicationsIn = async (path: string, language: Language): Promise<AsyncGenerator<Sourced>> =>
  (await openRecords(path, language)).records;
