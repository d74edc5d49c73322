import { factory } from '../env.ts';

/** Tells search engines to leave every answer of a preview out (`X-Robots-Tag`), whatever its format. */
export const noIndex = factory.createMiddleware(async (c, next) => {
  await next();
  if (c.var.config.noIndex) c.res.headers.set('X-Robots-Tag', 'noindex');
});
