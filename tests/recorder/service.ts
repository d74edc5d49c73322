import { join, resolve } from 'node:path';
import { createEditorClient } from '../../cli/client.ts';
import { freePorts } from '../../cli/free-ports.ts';
import { importInto, rebuildListings } from '../../cli/import.ts';
import { runProduction } from '../../cli/production.ts';
import { publicationsIn } from '../../cli/read-records.ts';
import { type Instance, origin } from './requests.ts';

// The one file of the recorder that imports from the project: everything else goes over HTTP.

/** A running service, to be recorded. */
export interface Service {
  /** The port of each instance on 127.0.0.1. */
  ports: Readonly<Record<Instance, number>>;
  /** Publishes all records of content/. @throws Error if one of them is refused. */
  load(): Promise<void>;
  /** Drops every table, so that nothing can be read any more. */
  drop(): Promise<void>;
  stop(): Promise<void>;
}

const publicSettings = { PUBLIC_ORIGIN: origin, LOCAL_PUBLISHER: 'yes' };
const access = {
  ACCESS_ISSUER: 'https://access.invalid',
  ACCESS_AUDIENCE: 'audience',
  ACCESS_ROLES: '{"editor":["a"]}',
};

// The same build with other settings: what a deployment may change.
const settings: Readonly<Record<Exclude<Instance, 'editor'>, Readonly<Record<string, string>>>> = {
  public: publicSettings,
  english: { ...publicSettings, DEFAULT_LANGUAGE: 'en', FRAME_ANCESTORS: 'https://a.example https://b.example' },
  closed: { PUBLIC_ORIGIN: origin },
  strict: { PUBLIC_ORIGIN: origin, ...access },
  // The gateway cannot reach its public reads: nobody listens on the port for `discard`.
  withoutReads: { ...publicSettings, READS_ORIGIN: 'http://127.0.0.1:9' },
};

/** Builds the service as it would be deployed and starts it with an empty database. @throws Error if the build fails. */
export const start = async (): Promise<Service> => {
  process.env.PATH = `${join(resolve(import.meta.dirname, '../..'), 'node_modules/.bin')}:${process.env.PATH}`;
  const free = await freePorts(Object.keys(settings).length);
  const instances = Object.entries(settings).map(([name, each], index) => ({
    ...{ name, settings: each },
    port: free[index] ?? 0,
  }));
  const running = await runProduction(instances, () => {});
  const ports = Object.fromEntries(instances.map(({ name, port }) => [name, port])) as Omit<Service['ports'], 'editor'>;
  return {
    ports: { ...ports, editor: Number(new URL(running.editorOrigin).port) },
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
