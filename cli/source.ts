import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { linksOf } from '../src/edition.ts';
import { checkRecord } from '../src/editorial/check.ts';
import { type Fault, type Rule, sayFault } from '../src/editorial/faults.ts';
import type { Language } from '../src/languages.ts';
import { isKind, type Kind, kinds, resources } from '../src/resources/index.ts';
import { relationsOf } from '../src/resources/resource.ts';

/** A publication as the editor's API takes it, and where it came from. */
export interface Sourced {
  from: string;
  publication: { kind: string; slug: string; [member: string]: unknown };
}

/** What a publication is known by, now or before, each as `kind/slug`. */
export const namesOf = ({ kind, slug, history }: Sourced['publication']): string[] =>
  [slug, ...((history as { slugs?: string[] } | undefined)?.slugs ?? [])].map((name) => `${kind}/${name}`);

/** What a publication points at, each as `kind/slug`; nothing, where it is not sound enough to say. */
export const targetsOf = ({ publication }: Sourced): string[] => {
  const { kind, slug, record, history } = publication;
  const edition = (history as { editions: { facts: unknown; texts: object }[] } | undefined)?.editions.at(-1);
  const said = edition ? { languages: Object.keys(edition.texts), facts: edition.facts, texts: edition.texts } : record;
  const checked = isKind(kind) ? checkRecord(kind, slug, said) : undefined;
  if (!isKind(kind) || !checked || !('draft' in checked)) return [];
  return linksOf(kind, checked.draft.facts).map((link) => `${link.kind}/${link.slug}`);
};

/** The kinds in an order in which none comes before those it points at. */
export const kindsInOrder = (): Kind[] => {
  const ordered: Kind[] = [];
  const add = (kind: Kind) => {
    if (ordered.includes(kind)) return;
    const fields = resources.find((resource) => resource.kind === kind)?.fields ?? {};
    for (const { kind: target } of relationsOf(fields)) if (target !== kind) add(target as Kind);
    ordered.push(kind);
  };
  kinds.forEach(add);
  return ordered;
};

/** What cannot even be sent: where it stands, and what to do about it. */
export interface Unsendable {
  from: string;
  reason: string;
}

const unsendable = (from: string, language: Language, rule: Rule, values: Fault['values']): Unsendable => ({
  from,
  reason: sayFault(language, { pointer: '', rule, values }),
});

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

async function* fromDirectory(directory: string, language: Language): AsyncGenerator<Sourced | Unsendable> {
  const folders = await readdir(directory, { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory() && !isKind(entry.name)))
    yield unsendable(join(directory, name), language, 'unknownKind', { kind: name, values: kinds.join(', ') });
  for (const kind of kindsInOrder()) {
    const names = await readdir(join(directory, kind)).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
      const from = join(directory, kind, name);
      const record = parse(await readFile(from, 'utf8'));
      if (record instanceof Error) yield unsendable(from, language, 'malformedJson', { reason: record.message });
      else yield { from, publication: { kind, slug: basename(name, '.json'), match: 'any', record } };
    }
  }
}

// An export begins each line with the kind; other hands may not.
const kindOf = (line: string): unknown => {
  const [, kind] = /^\{"kind":"([a-z]+)"/.exec(line) ?? [];
  const parsed = kind ?? parse(line);
  return typeof parsed === 'object' && parsed !== null && 'kind' in parsed ? parsed.kind : parsed;
};

const publicationOf = (kind: Kind, line: unknown): Sourced['publication'] => {
  const { slug, first, slugs, editions, record } = line as Record<string, unknown>;
  return {
    kind,
    slug: String(slug),
    ...(editions ? { history: { first, slugs, editions } } : { match: 'any', record }),
  };
};

// Once for each kind through the file: nothing is kept but the line at hand.
async function* fromLines(file: string, language: Language): AsyncGenerator<Sourced | Unsendable> {
  const [begin, ...rest] = kindsInOrder();
  for (const kind of [begin as Kind, ...rest]) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const from = `${file}:${number}`;
      const found = kindOf(line);
      const known = typeof found === 'string' && isKind(found);
      if (!known && kind === begin && line.trim() !== '') {
        const reason = found instanceof Error ? found.message : 'kind';
        yield unsendable(from, language, 'malformedJson', { reason });
      }
      if (found !== kind) continue;
      const parsed = parse(line);
      if (parsed instanceof Error) yield unsendable(from, language, 'malformedJson', { reason: parsed.message });
      else yield { from, publication: publicationOf(kind, parsed) };
    }
  }
}

/** The records of a folder laid out as content/, or the lines of an export (NDJSON); reasons in a language. */
export const publicationsIn = async (
  path: string,
  language: Language,
): Promise<AsyncGenerator<Sourced | Unsendable>> =>
  (await stat(path)).isDirectory() ? fromDirectory(path, language) : fromLines(path, language);
