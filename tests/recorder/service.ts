import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createEditorClient } from '../../cli/client.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/read-records.ts';
import { type Door, origin } from './requests.ts';

// The one file of the recorder that imports from the project: all else is asked over HTTP.

/** The service as it is recorded. */
export interface Service {
  /** The port of each door on 127.0.0.1. */
  ports: Readonly<Record<Door, number>>;
  /** Publishes all records of content/. Error: one of them is refused. */
  load(): Promise<void>;
  /** Drops every table, so that the record cannot be read any more. */
  drop(): Promise<void>;
  stop(): Promise<void>;
}

/** Finds a port that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });

const common = { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' };
const access = {
  ACCESS_ISSUER: 'https://access.invalid',
  ACCESS_AUDIENCE: 'audience',
  ACCESS_ROLES: '{"editor":["a"]}',
};

// The same build with other settings: what a deployment may change.
const settings: Readonly<Record<Exclude<Door, 'desk'>, Readonly<Record<string, string>>>> = {
  public: common,
  english: { ...common, DEFAULT_LANGUAGE: 'en', FRAME_ANCESTORS: 'https://a.example https://b.example' },
  closed: { PUBLIC_ORIGIN: origin },
  strict: { PUBLIC_ORIGIN: origin, ...access },
  // The gateway cannot reach its public reads: nobody listens on the port for `discard`.
  cutOff: { ...common, READS_ORIGIN: 'http://127.0.0.1:9' },
};

/** Builds the service as it would be deployed and starts it with an empty database. Error: the build fails. */
export const start = async (): Promise<Service> => {
  process.env.PATH = `${join(resolve(import.meta.dirname, '../..'), 'node_modules/.bin')}:${process.env.PATH}`;
  const doors = [];
  for (const [name, each] of Object.entries(settings)) doors.push({ name, port: await freePort(), settings: each });
  const running = await runProduction(doors, () => {});
  const open = Object.fromEntries(doors.map(({ name, port }) => [name, port])) as Omit<Service['ports'], 'desk'>;
  return {
    ports: { ...open, desk: Number(new URL(running.editorOrigin).port) },
    load: async () => {
      const editor = createEditorClient(running.editorOrigin, 'en');
      const how = { dryRun: false, progress: () => {} };
      const { refused } = await importInto(editor, await publicationsIn('content', 'en'), how);
      if (refused.length > 0) throw new Error(JSON.stringify(refused));
      await rebuildListings(editor);
    },
    drop: async () => {
      const database = await running.database();
      // A table that others refer to can be dropped after those: again and again, until none is left.
      for (let left = Number.POSITIVE_INFINITY; left > 0; ) {
        const { results } = await database
          .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
          )
          .all<{ name: string }>();
        if (results.length >= left) throw new Error(`tables are left: ${JSON.stringify(results)}`);
        left = results.length;
        for (const { name } of results)
          await database
            .prepare(`DROP TABLE "${name}"`)
            .run()
            .catch(() => undefined);
      }
    },
    stop: () => running.stop(),
  };
};
