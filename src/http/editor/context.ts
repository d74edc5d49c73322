import type { Actor } from '../../commands/types.ts';
import type { ItemRef } from '../../database/link-targets.ts';
import { isKind, type Kind } from '../../kinds/index.ts';
import { formatPath, isSlug } from '../../url.ts';
import type { AppContext } from '../env.ts';

/** Returns who gives a command, and when (UTC, to the second): commands are pure, so the clock is read here. */
export const actorOf = (c: AppContext): Actor => ({
  who: c.var.identity.who,
  at: `${new Date().toISOString().slice(0, 19)}Z`,
});

/** Returns the item that the path names. @throws Error where `validateItemPath` was left out; a mistake in the code. */
export const itemOf = ({ req }: AppContext): ItemRef => {
  const [kind, slug] = [req.param('kind'), req.param('slug')];
  if (!isKind(kind) || !slug || !isSlug(slug)) throw new Error('the path names no item');
  return { kind, slug };
};

/** Formats the path of an item behind `/editor/api`. */
export const itemPath = (kind: Kind, slug: string): string => formatPath({ kind, slug });

/** Responds with JSON, with its entity tag and the path of the item below `/editor/api`. */
export const json = (
  c: AppContext,
  body: unknown,
  { status = 200, tag, location }: { status?: number; tag?: string | undefined; location?: string } = {},
): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      ...(tag && { ETag: tag }),
      ...(location && { 'Content-Location': `${c.var.config.origin}/editor/api${location}` }),
    },
  });
