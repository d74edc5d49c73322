import { rawQuery } from '../../url.ts';
import { factory } from '../env.ts';
import { redirect } from '../responses.ts';

/** Decodes what need not be percent-encoded: the unreserved characters of RFC 3986 §2.3. */
const decodeUnreserved = (path: string): string =>
  path.replace(/%[2-7][0-9a-f]/gi, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : encoded;
  });

/** Redirects a path in which characters are percent-encoded that need not be (308, RFC 3986 §6.2.2.2): it is the same URL. */
export const plainPath = factory.createMiddleware(async (c, next) => {
  const { path } = c.req;
  if (!path.includes('%')) return next();
  const plain = decodeUnreserved(path);
  return plain === path ? next() : redirect(c.var.config.origin + plain + rawQuery(c.req));
});
