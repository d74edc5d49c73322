import type { Actor } from '../../commands/types.ts';
import { configOf } from '../../config.ts';
import type { ItemRef } from '../../database/command-state.ts';
import { isKind, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { formatPath, isRecordUrl, parsePath } from '../../url.ts';
import type { RoomContext } from './env.ts';

/** The language of whoever reads an answer of the editorial side. */
export const languageOf = (context: RoomContext): Language => context.var.language;

/** Who gives a command, and when: the clock stands here, outside the commands. */
export const actorOf = (context: RoomContext): Actor => ({
  who: context.get('identity')?.who ?? '',
  at: `${new Date().toISOString().slice(0, 19)}Z`,
});

/** The item that a URL of the editorial side names. */
export const itemFromPath = ({ req }: RoomContext): ItemRef => {
  const address = parsePath(`/${req.param('kind')}/${req.param('slug')}`);
  if (!isRecordUrl(address) || !address.kind || !address.slug) throw new Error('not an item');
  return { kind: address.kind, slug: address.slug };
};

/** The public path of an item. */
export const itemPath = (kind: Kind, slug: string): string => formatPath({ kind, slug });

export const isItem = (kind: string | undefined, slug: string | undefined): boolean => {
  const address = parsePath(`/${kind}/${slug}`);
  return isKind(kind) && isRecordUrl(address) && address.slug !== undefined && address.format === undefined;
};

/** An answer of the editorial side: stored by nobody, and not to be transformed, so that its tag stays strong. */
export const json = (
  { env }: RoomContext,
  body: unknown,
  { status = 200, tag, location }: { status?: number; tag?: string; location?: string } = {},
): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'private, no-store, no-transform',
      ...(tag && { ETag: tag }),
      ...(location && { 'Content-Location': `${configOf(env).origin}/editor/api${location}` }),
    },
  });
