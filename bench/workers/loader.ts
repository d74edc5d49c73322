import { env } from 'cloudflare:workers';
import { createApp } from '../../src/app.ts';
import { type Backend, requestFor } from '../../src/http/public/backend.ts';
import { publicReads } from '../../src/http/public-reads/app.ts';
import { signedIn } from './signed-in.ts';

type Bindings = Env & { LOCAL_PUBLISHER: string };

const unlimited = { limit: async () => ({ success: true }) };

// The public reads count, beside their answer, the rows that the database read for it.
const counting = (binding: D1Database, count: (rows: number) => void): D1Database =>
  ({
    prepare: (query: string) => binding.prepare(query),
    batch: async (statements: D1PreparedStatement[]) => {
      const results = await binding.batch(statements);
      for (const { meta } of results) count(meta.rows_read ?? 0);
      return results;
    },
  }) as unknown as D1Database;

const readWith =
  (execution: ExecutionContext): Backend =>
  async (canonical, condition) => {
    let rows = 0;
    const DB = counting(env.DB, (more) => {
      rows += more;
    });
    const answer = await publicReads.fetch(requestFor(canonical, condition), { ...env, DB }, execution);
    const counted = new Response(answer.body, answer);
    counted.headers.set('X-Bench-Rows', String(rows));
    return counted;
  };

const app = createApp(readWith);

/** The whole service with a publisher signed in and no rate limit, and the rows read on each public answer. */
export default {
  fetch(request, bindings, context): Response | Promise<Response> {
    const withoutLimit = { ...bindings, EDITOR_RATE: unlimited };
    return app.fetch(request, withoutLimit, signedIn(context));
  },
} satisfies ExportedHandler<Bindings>;
