import type { EditorClient } from '../client.ts';
import type { SourcedPublication } from '../types.ts';
import type { Faults } from './faults.ts';
import type { ItemLine } from './format.ts';

/** How many characters of JSON one request has: far below the limit of the API in bytes. */
export const maxCharacters = 2_000_000;

type Editions = ItemLine['editions'];

/** Cuts editions into parts, none longer than a request may be, unless one edition alone is. */
const cut = (editions: Editions): Editions[] => {
  const parts: Editions[number][][] = [];
  let size = 0;
  for (const edition of editions) {
    const { length } = JSON.stringify(edition);
    const last = parts.at(-1);
    if (!last || size + length > maxCharacters) {
      parts.push([edition]);
      size = 0;
    } else last.push(edition);
    size += length;
  }
  return parts;
};

/**
 * Sends what one request cannot have of a history, part by part: all but its end, which it returns. Undefined where the
 * line was only a part of the history itself, or where a part was refused; what then follows of that item is passed over.
 */
export const createPartSender = (
  editor: EditorClient,
  { dryRun, replace, faults }: { dryRun: boolean; replace: boolean; faults: Faults },
) => {
  // The item whose history goes on: which number comes next, or undefined after a refusal.
  let open: { item: string; from: string; next: number | undefined } | undefined;
  const close = (): void => {
    if (open?.next !== undefined)
      faults.add({
        from: open.from,
        pointer: '',
        reason: `The rest of ${open.item}, from edition ${open.next} on, is missing.`,
      });
    open = undefined;
  };
  const send = async (one: SourcedPublication): Promise<SourcedPublication | undefined> => {
    const { from, publication, more } = one;
    const { kind, history } = publication;
    if (!history) {
      close();
      return one;
    }
    const { first, editions } = history as ItemLine;
    const item = `${kind}/${first}`;
    const begin = Array.isArray(editions) ? editions[0]?.number : undefined;
    const continued = open?.item === item ? open : undefined;
    if (!continued) close();
    open = undefined;
    if (continued && continued.next === undefined) {
      if (more) open = continued;
      return undefined;
    }
    if (begin !== undefined && begin > 1 && continued?.next !== begin) {
      const reason = `The line before this one does not have the editions of ${item} before number ${begin}.`;
      faults.add({ from, pointer: '/editions', reason });
      if (more) open = { item, from, next: undefined };
      return undefined;
    }
    const parts = JSON.stringify(history).length > maxCharacters || more ? cut(editions) : [editions];
    for (const part of more ? parts : parts.slice(0, -1)) {
      const answer = await editor('POST', '/imports', { dryRun, part: { kind, first, editions: part, replace } });
      if (answer.status === 200) continue;
      faults.add({ from, pointer: '', reason: String(answer.body.detail ?? answer.status), code: codeOf(answer.body) });
      if (more) open = { item, from, next: undefined };
      return undefined;
    }
    if (more) open = { item, from, next: (editions.at(-1)?.number ?? 0) + 1 };
    return more
      ? undefined
      : { from, publication: { ...publication, history: { ...history, editions: parts.at(-1) } } };
  };
  return { send, close };
};

const codeOf = ({ type }: Readonly<Record<string, unknown>>): string => String(type ?? '').replace(/^.*\//, '');
