import { closeSync, openSync, writeSync } from 'node:fs';
import { recordedAs, timeless } from './entry.ts';
import { type Answered, send } from './http-client.ts';
import { writtenOnce } from './large-bodies.ts';
import type { Asked } from './requests.ts';
import type { Service } from './service.ts';

/** A recording that is being made. */
export interface Recording {
  /** How many answers it holds. */
  count(): number;
  /** Asks without recording the answer. */
  ask(asked: Asked): Promise<Answered>;
  /** Asks and records, eight requests at a time; the lines stand in the order of the list. */
  all(asked: readonly Asked[]): Promise<void>;
  /** Asks and records one request. */
  one(asked: Asked): Promise<Answered>;
  end(): void;
}

const atOnce = 8;

const conditions = new Set(['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

const withTag = (value: string, etag: string): string =>
  value.replaceAll('{etag}', etag).replaceAll('{gzip}', etag.replace(/"$/, '-gzip"'));

/** Begins a recording of a service in a file, which is overwritten. */
export const recordingOf = (service: Service, file: string): Recording => {
  const out = openSync(file, 'w');
  const still = timeless(Date.now());
  const once = writtenOnce();
  let count = 0;

  // The tag is that of the same request without its conditions.
  const answerTo = async (asked: Asked): Promise<Answered> => {
    const fields = Object.entries(asked.headers);
    const port = service.ports[asked.at];
    if (!fields.some(([, value]) => /\{etag\}|\{gzip\}/.test(value))) return send(port, asked);
    const plain = Object.fromEntries(fields.filter(([name]) => !conditions.has(name.toLowerCase())));
    const { headers } = await send(port, { ...asked, method: 'GET', headers: plain });
    const etag = headers.etag ?? '"none"';
    const filled = Object.fromEntries(fields.map(([name, value]) => [name, withTag(value, etag)]));
    return send(port, { ...asked, headers: filled });
  };

  const write = (asked: Asked, answered: Answered): void => {
    const recorded = recordedAs(asked, answered, still);
    recorded.body = once(recorded.body);
    // node:readline takes these two for ends of lines.
    const line = JSON.stringify(recorded).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
    writeSync(out, `${line}\n`);
    count += 1;
  };

  return {
    count: () => count,
    ask: (asked) => send(service.ports[asked.at], asked),
    all: async (list) => {
      const answers: Answered[] = [];
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let index = next++; index < list.length; index = next++) {
          const asked = list[index];
          if (asked) answers[index] = await answerTo(asked);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
      for (const [index, asked] of list.entries()) write(asked, answers[index] as Answered);
    },
    one: async (asked) => {
      const answered = await answerTo(asked);
      write(asked, answered);
      return answered;
    },
    end: () => closeSync(out),
  };
};
