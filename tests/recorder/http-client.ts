import { Agent, type IncomingMessage, request } from 'node:http';
import type { Asked } from './requests.ts';

/** An answer as it came. */
export interface Answered {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

const read = (answer: IncomingMessage, done: (answered: Answered) => void): void => {
  const chunks: Buffer[] = [];
  const headers = Object.entries(answer.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]);
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('close', () =>
    done({
      status: answer.statusCode ?? 0,
      headers: Object.fromEntries(headers),
      body: Buffer.concat(chunks).toString(),
    }),
  );
};

const attempt = (port: number, { method, path, headers, body }: Asked): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const options = { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } };
    const sent = request({ ...options, maxHeaderSize: 1 << 18 }, (answer) => read(answer, resolve));
    sent.on('error', reject);
    sent.end(body);
  });

/**
 * Sends a request to a port of this machine and reads the whole answer; follows no redirect. A connection that was kept
 * may have been closed meanwhile: reading is tried again. Error: there is no answer.
 */
export const send = async (port: number, asked: Asked): Promise<Answered> => {
  try {
    return await attempt(port, asked);
  } catch (error) {
    if (asked.body !== undefined) throw error;
    return attempt(port, asked);
  }
};

/** Closes the connections. */
export const hangUp = (): void => agent.destroy();
