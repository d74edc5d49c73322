import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A cache that is purged over HTTP: it stores nothing, and notes what it was purged of. */
export interface PurgeLog {
  url: string;
  /** When each tag was purged (ms since 1970), in order. */
  purged: ReadonlyMap<string, readonly number[]>;
  stop(): void;
}

/** Starts such a cache; it fails one purge in ten. */
export const startPurgeLog = async (secret: string, chance: () => number): Promise<PurgeLog> => {
  const purged = new Map<string, number[]>();
  const server = createServer((request, response) => {
    const isRight = request.method === 'PURGE' && request.headers.authorization === `Bearer ${secret}`;
    const status = isRight ? (chance() < 0.1 ? 503 : 204) : 403;
    if (status === 204)
      for (const tag of String(request.headers['cache-tag']).split(','))
        purged.set(tag, [...(purged.get(tag) ?? []), Date.now()]);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    purged,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
