import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describeError, type Rule, type ValidationError } from '../src/commands/validate/errors.ts';
import { relationsOf } from '../src/kinds/definition.ts';
import { definitions, isKind, type Kind, kinds } from '../src/kinds/index.ts';
import type { Language } from '../src/languages.ts';
import type { Sourced, Unsendable } from './types.ts';

/** Returns the kinds in an order in which each comes after those that it links to. */
export const kindsInOrder = (): Kind[] => {
  const ordered: Kind[] = [];
  const add = (kind: Kind) => {
    if (ordered.includes(kind)) return;
    const fields = definitions.find((resource) => resource.kind === kind)?.fields ?? {};
    for (const { kind: target } of relationsOf(fields)) if (target !== kind) add(target as Kind);
    ordered.push(kind);
  };
  kinds.forEach(add);
  return ordered;
};

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

// A value that is nested too deeply to be serialised cannot be sent.
const parse = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    JSON.stringify(value);
    return value;
  } catch (error) {
    return error;
  }
};

const filesIn = async (directory: string, kind: Kind): Promise<string[]> => {
  const names = await readdir(join(directory, kind)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });
  return names.filter((name) => name.endsWith('.json')).sort();
};

async function* fromDirectory(directory: string, language: Language): AsyncGenerator<Sourced | Unsendable> {
  const folders = await readdir(directory, { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory() && !isKind(entry.name)))
    yield unsendable(join(directory, name), language, 'unknownKind', { kind: name, values: kinds.join(', ') });
  for (const kind of kindsInOrder())
    for (const name of await filesIn(directory, kind)) {
      const from = join(directory, kind, name);
      const record = await readFile(from, 'utf8').then(parse, (error: Error) => error);
      if (record instanceof Error) yield malformed(from, language, record);
      else yield { from, publication: { kind, slug: basename(name, '.json'), match: 'any', record } };
    }
}

// Each line of an export begins with the kind; a line from elsewhere may not.
const kindOf = (line: string): unknown => {
  const [, kind] = /^\{"kind":"([a-z]+)"/.exec(line) ?? [];
  const parsed = kind ?? parse(line);
  if (typeof parsed !== 'object' || parsed instanceof Error) return parsed;
  return (parsed as { kind?: unknown } | null)?.kind;
};

// A line without a record is sent with null: without the member, the API would publish the item's draft.
const publicationOf = (kind: Kind, line: unknown): Sourced['publication'] => {
  const { slug, first, slugs, editions, record = null } = line as Record<string, unknown>;
  return {
    kind,
    slug: slug as string,
    ...(editions ? { history: { first, slugs, editions } } : { match: 'any', record }),
  };
};

// In NDJSON a line ends at a line feed only; node:readline also breaks at U+2028, which a text may contain.
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

// Reads the file once for each kind, so that only one line is in memory.
async function* fromLines(file: string, language: Language): AsyncGenerator<Sourced | Unsendable> {
  const [begin, ...rest] = kindsInOrder();
  for (const kind of [begin as Kind, ...rest]) {
    let number = 0;
    for await (const line of linesOf(file)) {
      number += 1;
      const from = `${file}:${number}`;
      const found = kindOf(line);
      const known = typeof found === 'string' && isKind(found);
      if (!known && kind === begin && line.trim() !== '')
        yield found instanceof Error
          ? malformed(from, language, found)
          : unsendable(from, language, 'value', { values: kinds.join(', ') }, '/kind');
      if (found !== kind) continue;
      const parsed = parse(line);
      if (parsed instanceof Error) yield malformed(from, language, parsed);
      else yield { from, publication: publicationOf(kind, parsed) };
    }
  }
}

const isDirectory = async (path: string): Promise<boolean> => (await stat(path)).isDirectory();

/** Reads the records of a folder laid out as content/, or the lines of an export (NDJSON). Reasons are in `language`. */
export const publicationsIn = async (
  path: string,
  language: Language,
): Promise<AsyncGenerator<Sourced | Unsendable>> =>
  (await isDirectory(path)) ? fromDirectory(path, language) : fromLines(path, language);

/** Counts the records of a folder or the lines of a file, valid or not. */
export const countIn = async (path: string): Promise<number> => {
  let count = 0;
  if (await isDirectory(path)) for (const kind of kinds) count += (await filesIn(path, kind)).length;
  else for await (const line of linesOf(path)) count += line.trim() === '' ? 0 : 1;
  return count;
};
