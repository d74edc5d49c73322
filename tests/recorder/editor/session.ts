import type { ServiceResponse } from '../http-client.ts';
import type { Recording } from '../recording.ts';
import type { ServiceRequest } from '../requests.ts';

/** What a request has beside its method and path: a body as a value or as text, headers, the editor's language. */
export interface RequestOptions {
  json?: unknown;
  text?: string;
  headers?: Readonly<Record<string, string>>;
  language?: string;
}

type Send = (method: string, path: string, options?: RequestOptions) => Promise<ServiceResponse>;

/** The editor's API, as someone signed in uses it. Paths begin after `/editor/api`. */
export interface EditorSession {
  /** Sends a request and records the answer. */
  send: Send;
  /** Sends a request in Japanese and in English: one that is refused, so that nothing changes. */
  sendInBoth: (...request: Parameters<Send>) => Promise<void>;
  /** Reads the live record of an item. Nothing is recorded. */
  recordOf(name: string): Promise<RecordInput>;
}

/** A record as the API takes it. */
export interface RecordInput {
  facts: Record<string, unknown>;
  texts: Record<string, Record<string, unknown>>;
}

// The service allows one editor 600 requests a minute.
const requestsPerMinute = 580;

const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1020 - (Date.now() % 1000)));

/** The precondition that the live edition has this number; 0: that there is none. */
export const edition = (number: number): Record<string, string> =>
  number === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"e${number}"` };

/** The precondition that the draft has this revision; 0: that there is none. */
export const revision = (number: number): Record<string, string> =>
  number === 0 ? { 'If-None-Match': '*' } : { 'If-Match': `"r${number}"` };

/** Makes a request of the editor's API. */
export const editorRequest = (
  method: string,
  path: string,
  { json, text, headers = {}, language = 'en' }: RequestOptions = {},
): ServiceRequest => {
  const body = text ?? (json === undefined ? undefined : JSON.stringify(json));
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const all = { 'Accept-Language': language, ...type, ...headers };
  return { at: 'editor', method, path: `/editor/api${path}`, headers: all, ...(body !== undefined && { body }) };
};

/** Signs in as a publisher at a service that is being recorded. */
export const openSession = (recording: Recording): EditorSession => {
  const times: number[] = [];
  const throttled = async <Done>(run: () => Promise<Done>): Promise<Done> => {
    const wait = (times.at(-requestsPerMinute) ?? 0) + 61_000 - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    times.push(Date.now());
    return run();
  };
  const send: Send = async (method, path, options) => {
    const response = await throttled(() => recording.record(editorRequest(method, path, options)));
    // Lists are sorted by the second of a publication: no two of them share one.
    if (method === 'POST' && response.status === 200 && !response.body.includes('"dryRun":true')) await nextSecond();
    return response;
  };
  return {
    send,
    sendInBoth: async (method, path, options) => {
      for (const language of ['ja', 'en']) await send(method, path, { ...options, language });
    },
    recordOf: async (name) => {
      const { status, body } = await throttled(() => recording.send(editorRequest('GET', `/${name}`)));
      if (status !== 200) throw new Error(`${name}: ${status} ${body}`);
      const { facts, texts } = (JSON.parse(body) as { live: RecordInput }).live;
      return { facts, texts };
    },
  };
};
