import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';

/** A request as it is sent. */
export interface HttpRequest {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
}

/** An answer as it came: every header but those that differ each time, and a digest of its bytes. */
export interface HttpResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  digest: string;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const eachTime = new Set([
  'x-request-id',
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'server-timing',
]);

const sendOnce = (port: number, { method, path, headers }: HttpRequest): Promise<HttpResponse> =>
  new Promise((resolve, reject) => {
    const sent = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const kept = Object.entries(answer.headers).filter(([name]) => !eachTime.has(name));
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
          digest: createHash('sha1').update(bytes).digest('hex'),
          text: bytes.toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end();
  });

/**
 * Sends a request that changes nothing to a port of this machine and reads the whole answer; redirects are not followed.
 * Where a connection was closed under it, it is sent again.
 */
export const send = (port: number, request: HttpRequest): Promise<HttpResponse> =>
  sendOnce(port, request).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNRESET') throw error;
    return sendOnce(port, request);
  });

/** Whether two answers are the same to the last byte, headers included. */
export const same = (one: HttpResponse, other: HttpResponse): boolean =>
  one.status === other.status &&
  one.digest === other.digest &&
  JSON.stringify(Object.entries(one.headers).sort()) === JSON.stringify(Object.entries(other.headers).sort());

/** Lets go of the connections. */
export const closeConnections = (): void => agent.destroy();
