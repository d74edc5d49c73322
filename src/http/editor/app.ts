import { Hono } from 'hono';
import { type AppEnv, factory } from '../env.ts';
import { conditional } from '../middleware/conditional.ts';
import { database } from '../middleware/database.ts';
import { setPrivateHeaders } from '../middleware/security-headers.ts';
import { flushAfterWrite, type PurgersFor } from '../purge/flush.ts';
import { refreshAfterWrite } from '../refresh.ts';
import {
  authenticate,
  csrf,
  methodNotAllowed,
  notFound,
  requireRole,
  validateItemPath,
  validatePreconditions,
} from './middleware.ts';
import { rateLimit } from './rate-limit.ts';
import { type Route, routes } from './routes.ts';

const privateHeaders = factory.createMiddleware(async (c, next) => {
  await next();
  setPrivateHeaders(c.res.headers);
});

const table: readonly Route[] = routes;

/** Creates the app under /editor, which is all that writes, from the table of its routes. */
export const editor = (purgersFor: PurgersFor) => {
  const app = new Hono<AppEnv>();
  app.use(privateHeaders, database, refreshAfterWrite, flushAfterWrite(purgersFor));

  // First of all which command it is: whoever refuses it records that.
  for (const { method, path, command } of table)
    if (command)
      app.on(method, `/api${path}`, (c, next) => {
        c.set('command', command);
        return next();
      });
  app.use(authenticate, rateLimit, csrf, requireRole('editor'));

  const itemGuards = (path: string) => (path.startsWith('/:kind') ? [validateItemPath] : []);
  for (const { method, path, role, ifMatch, handler } of table) {
    // A read is answered with 304 where its sender has the answer; what else has preconditions is a command.
    const guards = [...(ifMatch ? [validatePreconditions] : []), ...(method === 'GET' ? [conditional] : [])];
    app.on(method, `/api${path}`, requireRole(role), ...itemGuards(path), ...guards, handler);
  }

  for (const [path, same] of Map.groupBy(table, (route) => route.path)) {
    const allow = same.map((route) => route.method).join(', ');
    app.on('ALL', [`/api${path}`], ...itemGuards(path), methodNotAllowed(allow));
  }
  app.all('/*', notFound);
  return app;
};
