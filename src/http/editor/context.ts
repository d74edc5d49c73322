import type { By } from '../../commands/types.ts';
import type { Named } from '../../database/command-state.ts';
import { isKind, type Kind } from '../../kinds/index.ts';
import type { Language } from '../../languages.ts';
import { isAddress, parseAddress, pathOf } from '../../url.ts';
import { readerOf, siteOf } from '../negotiate.ts';
import { type RoomContext, visitIn } from './env.ts';

/** The language of whoever reads an answer of the editorial side. */
export const languageOf = (context: RoomContext): Language =>
  readerOf(visitIn(context), siteOf(context.env)).reader.language;

/** Who gives a command, and when: the clock stands here, outside the commands. */
export const byOf = (context: RoomContext): By => ({
  who: context.get('identity')?.who ?? '',
  at: `${new Date().toISOString().slice(0, 19)}Z`,
});

/** The item that a URL of the editorial side names. */
export const namedIn = ({ req }: RoomContext): Named => {
  const address = parseAddress(`/${req.param('kind')}/${req.param('slug')}`);
  if (!isAddress(address) || !address.kind || !address.slug) throw new Error('not an item');
  return { kind: address.kind, slug: address.slug };
};

/** The public path of an item. */
export const itemPath = (kind: Kind, slug: string): string => pathOf({ kind, slug });

export const isItem = (kind: string | undefined, slug: string | undefined): boolean => {
  const address = parseAddress(`/${kind}/${slug}`);
  return isKind(kind) && isAddress(address) && address.slug !== undefined && address.format === undefined;
};

/** An answer of the editorial side: stored by nobody, and not to be transformed, so that its tag stays strong. */
export const answerJson = (
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
      ...(location && { 'Content-Location': `${siteOf(env).origin}/editor/api${location}` }),
    },
  });
