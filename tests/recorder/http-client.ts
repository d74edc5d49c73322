import { Agent, type IncomingMessage, request } from 'node:http';
import type { ServiceRequest } from './requests.ts';

/** An answer of the service, unchanged. */
export interface ServiceResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

const read = (answer: IncomingMessage, done: (response: ServiceResponse) => void): void => {
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

const attempt = (port: number, { method, path, headers, body }: ServiceRequest): Promise<ServiceResponse> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const options = { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } };
    const sent = request({ ...options, maxHeaderSize: 1 << 18 }, (answer) => read(answer, resolve));
    sent.on('error', reject);
    sent.end(body);
  });

/**
 * Sends a request to a port of this machine and reads the whole answer; follows no redirect. An idle
 * connection may have been closed meanwhile: a request without a body is sent again. @throws Error if there is no answer.
 */
export const send = async (port: number, message: ServiceRequest): Promise<ServiceResponse> => {
  try {
    return await attempt(port, message);
  } catch (error) {
    if (message.body !== undefined) throw error;
    return attempt(port, message);
  }
};

/** Closes the connections. */
export const closeConnections = (): void => agent.destroy();
