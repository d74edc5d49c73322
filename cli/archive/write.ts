import { createHash } from 'node:crypto';
import type { EditorClient } from '../client.ts';
import { failure } from '../failure.ts';
import { type End, formatVersion, type ItemLine, type Moment, writeLine } from './format.ts';
import { kindsInOrder } from './parse.ts';

interface Page {
  moment: Moment;
  items: ItemLine[];
  next: string | null;
}

const pageOf = async (editor: EditorClient, path: string, query: Record<string, string>) => {
  const answer = await editor('GET', `${path}?${new URLSearchParams(query)}`);
  if (answer.status !== 200) throw failure(answer);
  return answer.body;
};

/** What an export has written so far. */
export type Written = Omit<End, 'sha256'>;

/**
 * Reads a whole service as the lines of an export, all of one moment: what is published meanwhile is left out. Kinds come
 * in an order in which each is behind those that it links to.
 */
export async function* exportLines(
  editor: EditorClient,
  {
    service,
    isPublic = false,
    onWritten = () => {},
  }: { service: string; isPublic?: boolean; onWritten?: (written: Written) => void },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (line: string): string => {
    hash.update(line);
    return line;
  };
  const written: Written = { items: 0, editions: 0, revisions: 0, drafts: 0, events: 0 };
  const { moment } = (await pageOf(editor, '/archive', { limit: '1' })) as unknown as Page;
  yield hashed(writeLine({ export: { format: formatVersion, service, moment, public: isPublic } }));
  const until = String(moment.event);
  const section = async function* (of: 'events' | 'revisions' | 'drafts', name: string) {
    for (let after: string | null = ''; after !== null && !isPublic; ) {
      const page = await pageOf(editor, '/archive', { of, after, limit: '100', until });
      for (const one of page[of] as unknown[]) {
        yield hashed(`${JSON.stringify({ [name]: one })}\n`);
        written[of] += 1;
      }
      after = page.next as string | null;
    }
  };
  yield* section('events', 'event');
  for (const kind of kindsInOrder())
    for (let after: string | null = ''; after !== null; ) {
      const query: Record<string, string> = { kind, after, limit: '100', until };
      const page = (await pageOf(editor, '/archive', query)) as unknown as Page;
      for (const item of page.items) {
        yield hashed(writeLine(item));
        written.items += item.more ? 0 : 1;
        written.editions += item.editions.length;
      }
      after = page.next;
      onWritten(written);
    }
  yield* section('revisions', 'revision');
  yield* section('drafts', 'draft');
  onWritten(written);
  yield writeLine({ end: { ...written, sha256: hash.digest('hex') } });
}
