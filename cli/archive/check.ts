import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type End, formatVersion, type Header, maxLineBytes } from './format.ts';
import { splitLines } from './lines.ts';
import { parse, parseEnd, parseHeader, type Sort, sortOf, sortsInOrder } from './parse.ts';
import type { SeekableFile } from './source.ts';

/** What a file of lines has, after all of it was read once. */
export interface Checked {
  header?: Header;
  /** How many lines there are, but for the header, the end and empty ones. */
  total: number;
  /** Whether its lines come in the order in which they are imported. */
  ordered: boolean;
  /** Why it is not a whole export, as a sentence; undefined where it is one, or records that somebody has written. */
  incomplete?: string;
}

const decoder = new TextDecoder('utf-8');

/** The lines of a file that are not empty, as text; undefined where one is too long. A byte order mark is left out. */
export async function* textLines(path: string): AsyncGenerator<{ number: number; text: string | undefined }> {
  for await (const { number, bytes } of splitLines(createReadStream(path), maxLineBytes)) {
    const text = bytes && decoder.decode(bytes).trim();
    if (text !== '') yield { number, text };
  }
}

const describeDifference = (end: End, counted: Omit<End, 'sha256'>, sha256: string): string | undefined => {
  const names = ['items', 'editions', 'revisions', 'drafts', 'events'] as const;
  const wrong = names.filter((name) => end[name] !== counted[name]);
  if (wrong.length > 0)
    return `its end says ${wrong.map((name) => `${end[name]} ${name}`).join(', ')}; there are ${wrong.map((name) => `${counted[name]} ${name}`).join(', ')}`;
  return end.sha256 === sha256 ? undefined : 'its digest is another one: something in it was changed';
};

// Returns whether the line has a history, as those of an export do.
const count = (counted: Omit<End, 'sha256'>, sort: Sort, text: string): boolean => {
  if (sort === 'event') counted.events += 1;
  else if (sort === 'revision') counted.revisions += 1;
  else if (sort === 'draft') counted.drafts += 1;
  else {
    const parsed = parse(text);
    if (parsed instanceof Error) return false;
    const { editions, more } = parsed as { editions?: unknown[]; more?: true };
    counted.items += more ? 0 : 1;
    counted.editions += editions?.length ?? 0;
    return editions !== undefined;
  }
  return false;
};

/** Reads a file of lines once: is it a whole export, as its end and its digest say, and how many lines does it have? */
export const checkFile = async ({ name, path }: SeekableFile): Promise<Checked> => {
  const hash = createHash('sha256');
  const counted = { items: 0, editions: 0, revisions: 0, drafts: 0, events: 0 };
  const order = sortsInOrder();
  let header: Header | undefined;
  let end: End | undefined;
  let sha256 = '';
  let [total, place, ordered, histories, last] = [0, 0, true, false, 0];
  for await (const { number, bytes, ended } of splitLines(createReadStream(path), maxLineBytes)) {
    const text = bytes && decoder.decode(bytes).trim();
    if (text === '') continue;
    last = number;
    const sort = text === undefined ? undefined : sortOf(text);
    if (text !== undefined && sort === 'export' && total === 0) header = parseHeader(text);
    if (text !== undefined && sort === 'end') {
      end = parseEnd(text);
      sha256 = hash.copy().digest('hex');
      continue;
    }
    // Something behind the end: it was not the end of this file.
    end = undefined;
    if (bytes) hash.update(bytes);
    if (ended) hash.update('\n');
    if (sort === 'export') continue;
    total += 1;
    if (sort === undefined || sort instanceof Error || text === undefined) continue;
    const found = order.indexOf(sort);
    ordered &&= found >= place;
    place = Math.max(place, found);
    if (count(counted, sort, text)) histories = true;
  }
  const checked = { total, ordered, ...(header && { header }) };
  if (!header && !histories) return checked;
  if (!header)
    return {
      ...checked,
      incomplete: `${name} has no header: it is an export of version 0.1, or its beginning is missing`,
    };
  if (header.format > formatVersion)
    throw new Error(`${name} has format ${header.format}; this version reads up to ${formatVersion}. Use a newer one.`);
  const reason = end ? describeDifference(end, counted, sha256) : `it breaks off after line ${last}`;
  return reason ? { ...checked, incomplete: `${name} is not whole: ${reason}` } : checked;
};
