import { openDatabase } from '../../database/connection.ts';
import { factory } from '../env.ts';

/** Opens the database for a request that uses it itself. What it costs is counted for the access log. */
export const database = factory.createMiddleware((c, next) => {
  c.set('database', openDatabase(c.env.DB));
  return next();
});
