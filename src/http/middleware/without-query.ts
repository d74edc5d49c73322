import { factory } from '../env.ts';
import { redirect } from '../responses.ts';

/** Drops the query of a page that has no parameters by a 308, so that campaign links work and a cache holds one page. */
export const withoutQuery = factory.createMiddleware(async (c, next) => {
  if (new URL(c.req.url).search === '') return next();
  return redirect(c.var.config.origin + c.req.path);
});
