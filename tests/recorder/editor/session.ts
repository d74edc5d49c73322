import type { Answered } from '../http-client.ts';
import type { Recording } from '../recording.ts';
import type { Asked } from '../requests.ts';

/** What goes with a command: a body as a value or as text, headers, the language of the editor. */
export interface Sent {
  json?: unknown;
  text?: string;
  headers?: Readonly<Record<string, string>>;
  language?: string;
}

type Ask = (method: string, path: string, sent?: Sent) => Promise<Answered>;

/** The editor's API, as someone signed in uses it. Paths begin after `/editor/api`. */
export interface Desk {
  /** Asks, and records the answer. */
  ask: Ask;
  /** Asks in each language: for what is refused, so that nothing changes. */
  both: (...asked: Parameters<Ask>) => Promise<void>;
  /** Reads the live record of an item. Nothing is recorded. */
  recordOf(name: string): Promise<Written>;
}

/** A record as editors write it. */
export interface Written {
  facts: Record<string, unknown>;
  texts: Record<string, Record<string, unknown>>;
}

// The service lets one editor ask 600 times a minute.
const mostInMinute = 580;

const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1020 - (Date.now() % 1000)));

/** The precondition that the live edition has this number; 0: that there is none. */
export const edition = (number: number): Record<string, string> =>
  number === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"e${number}"` };

/** The precondition that the draft has this revision; 0: that there is none. */
export const revision = (number: number): Record<string, string> =>
  number === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"r${number}"` };

/** Makes a request of the editor's API. */
export const editing = (
  method: string,
  path: string,
  { json, text, headers = {}, language = 'en' }: Sent = {},
): Asked => {
  const body = text ?? (json === undefined ? undefined : JSON.stringify(json));
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const all = { 'Accept-Language': language, ...type, ...headers };
  return { at: 'desk', method, path: `/editor/api${path}`, headers: all, ...(body !== undefined && { body }) };
};

/** Sits down at the desk of a service that is being recorded. */
export const deskOf = (recording: Recording): Desk => {
  const times: number[] = [];
  const paced = async <Done>(run: () => Promise<Done>): Promise<Done> => {
    const wait = (times.at(-mostInMinute) ?? 0) + 61_000 - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    times.push(Date.now());
    return run();
  };
  const ask: Ask = async (method, path, sent) => {
    const answered = await paced(() => recording.one(editing(method, path, sent)));
    // Lists are sorted by the second of a publication: no two of them share one.
    if (method === 'POST' && answered.status === 200 && !answered.body.includes('"dryRun":true')) await nextSecond();
    return answered;
  };
  return {
    ask,
    both: async (method, path, sent) => {
      for (const language of ['ja', 'en']) await ask(method, path, { ...sent, language });
    },
    recordOf: async (name) => {
      const { status, body } = await paced(() => recording.ask(editing('GET', `/${name}`)));
      if (status !== 200) throw new Error(`${name}: ${status} ${body}`);
      const { facts, texts } = (JSON.parse(body) as { live: Written }).live;
      return { facts, texts };
    },
  };
};
