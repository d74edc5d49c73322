import { factory } from '../env.ts';
import { problem } from '../responses.ts';

/** Refuses every method but GET and HEAD; OPTIONS never comes this far. Problem: method-not-allowed. */
export const readOnly = factory.createMiddleware(async (c, next) => {
  const { method } = c.req;
  if (method === 'GET' || method === 'HEAD') return next();
  return problem(c, {
    code: 'method-not-allowed',
    values: { method: method.slice(0, 40) },
    headers: { Allow: 'GET, HEAD, OPTIONS' },
  });
});
