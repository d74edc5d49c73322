import { closeSync, openSync, writeSync } from 'node:fs';
import { entryOf, timeMask } from './entry.ts';
import { type ServiceResponse, send } from './http-client.ts';
import { digestRepeats } from './large-bodies.ts';
import type { ServiceRequest } from './requests.ts';
import type { Service } from './service.ts';

/** A recording that is being written. */
export interface Recording {
  /** How many answers it holds. */
  count(): number;
  /** Sends a request; the answer is not recorded. */
  send(request: ServiceRequest): Promise<ServiceResponse>;
  /** Sends requests, eight at a time, and records the answers in the order of the list. */
  recordAll(request: readonly ServiceRequest[]): Promise<void>;
  /** Sends one request and records the answer. */
  record(request: ServiceRequest): Promise<ServiceResponse>;
  close(): void;
}

const concurrency = 8;

const conditions = new Set(['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);

const fillIn = (value: string, etag: string): string =>
  value.replaceAll('{etag}', etag).replaceAll('{gzip}', etag.replace(/"$/, '-gzip"'));

/** Starts a recording in a file, which is overwritten. */
export const startRecording = (service: Service, file: string): Recording => {
  const out = openSync(file, 'w');
  const maskTimes = timeMask(Date.now());
  const replaceRepeats = digestRepeats();
  let count = 0;

  // The tag is that of the same request without its conditions.
  const responseTo = async (request: ServiceRequest): Promise<ServiceResponse> => {
    const fields = Object.entries(request.headers);
    const port = service.ports[request.at];
    if (!fields.some(([, value]) => /\{etag\}|\{gzip\}/.test(value))) return send(port, request);
    const unconditional = Object.fromEntries(fields.filter(([name]) => !conditions.has(name.toLowerCase())));
    const { headers } = await send(port, { ...request, method: 'GET', headers: unconditional });
    const etag = headers.etag ?? '"none"';
    const filled = Object.fromEntries(fields.map(([name, value]) => [name, fillIn(value, etag)]));
    return send(port, { ...request, headers: filled });
  };

  const write = (request: ServiceRequest, response: ServiceResponse): void => {
    const entry = entryOf(request, response, maskTimes);
    entry.body = replaceRepeats(entry.body);
    // node:readline takes these two for ends of lines.
    const line = JSON.stringify(entry).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
    writeSync(out, `${line}\n`);
    count += 1;
  };

  return {
    count: () => count,
    send: (request) => send(service.ports[request.at], request),
    recordAll: async (list) => {
      const answers: ServiceResponse[] = [];
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let index = next++; index < list.length; index = next++) {
          const request = list[index];
          if (request) answers[index] = await responseTo(request);
        }
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
      for (const [index, request] of list.entries()) write(request, answers[index] as ServiceResponse);
    },
    record: async (request) => {
      const response = await responseTo(request);
      write(request, response);
      return response;
    },
    close: () => closeSync(out),
  };
};
