import * as z from 'zod';
import { pathOf } from '../address.ts';
import { codesOf } from '../embeds/codes.ts';
import { themes } from '../embeds/themes.ts';
import { isLanguage, type Language, languageTags } from '../languages.ts';
import { embedBuilderPage } from '../pages/embed-builder.tsx';
import { slug } from '../resources/fields.ts';
import { isKind, type Kind, kinds } from '../resources/index.ts';
import { wordsOf } from '../words.ts';
import type { RoomContext } from './context.ts';
import { nameFrom } from './embed.ts';
import { faulty, misaddressed, moved, problem } from './gateway.ts';
import { isFault, type Parameter, parseQuery, withoutUnknown } from './parameters.ts';
import type { Reads } from './reads.ts';
import { siteOf } from './vantage.ts';

const item = z.string().refine((value) => {
  const [kind = '', name, ...rest] = value.split('/');
  return isKind(kind) && slug.safeParse(name).success && rest.length === 0;
});

// A form sends what was left open as an empty value.
const oneOf = (values: readonly string[], expected: Parameter['expected']): Parameter => ({
  schema: z.enum(['', ...values]),
  expected,
  values,
});

const known: Readonly<Record<string, Parameter>> = {
  item: { schema: item, expected: 'item' },
  kind: { schema: z.enum(kinds), expected: 'kind', values: kinds },
  language: oneOf(languageTags, 'language'),
  theme: oneOf(themes, 'theme'),
};

type Named = { slug: string; name: string | null };

const itemsOf = async (reads: Reads, origin: string, language: Language, kind: Kind) => {
  const response = await reads(`${origin}${pathOf({ language, kind, format: 'json' })}?limit=100`);
  if (response.status !== 200) throw new Error(`the public reads answered ${response.status}`);
  const { items } = await response.json<{ items: Named[] }>();
  return items.map(({ slug: own, name }) => ({ slug: own, name: name ?? own }));
};

/**
 * `/{language}/embed-builder`: choose an item, a language and a theme; see it, and copy the line. The first hundred of a
 * kind are offered; `item` may name any. Problems: unknown-language, invalid-parameter, not-found.
 */
export const builder = async (context: RoomContext, reads: Reads): Promise<Response> => {
  const { req, env } = context;
  const { origin } = siteOf(env);
  const language = req.param('language') ?? '';
  if (!isLanguage(language)) return misaddressed(context, { code: 'unknown-language', word: language });
  const { pathname, searchParams } = new URL(req.url);
  const cleaned = withoutUnknown(searchParams, known);
  if (cleaned !== undefined) return moved(origin + pathname + cleaned);
  const parameters = parseQuery(searchParams, known);
  if (isFault(parameters)) return faulty(context, parameters, known);
  const [askedKind, askedSlug] = (parameters.item ?? '').split('/');
  const kind = (askedKind || parameters.kind || 'actions') as Kind;
  const items = await itemsOf(reads, origin, language, kind);
  const own = askedSlug ?? items[0]?.slug;
  const told = isLanguage(parameters.language) ? parameters.language : undefined;
  const found = own && (await nameFrom(reads, origin, { kind, slug: own, language: told ?? language }));
  if (askedSlug && !found) {
    const values = { slug: askedSlug, kind: wordsOf(language).t(`kinds.${kind}`) };
    return problem(context, { code: 'not-found', values });
  }
  const { theme } = parameters;
  const chosen = found
    ? { kind, slug: found.slug, name: found.name, ...(told && { language: told }), ...(theme && { theme }) }
    : undefined;
  const listed = !chosen || items.some((one) => one.slug === chosen.slug) ? items : [chosen, ...items];
  const codes = chosen && codesOf({ ...chosen, origin, reader: language });
  return new Response(embedBuilderPage({ language, kind, items: listed, chosen, themes, codes }), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': language,
      'Cache-Control': 'public, max-age=60',
      'CDN-Cache-Control': 'public, max-age=60',
    },
  });
};
