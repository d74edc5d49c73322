import * as z from 'zod';
import { snippetsFor } from '../../embeds/snippets.ts';
import { themes } from '../../embeds/themes.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { maxPageSize } from '../../kinds/definition.ts';
import { isSlug } from '../../kinds/fields.ts';
import { isKind, type Kind, kinds } from '../../kinds/index.ts';
import { isLanguage, type Language, languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import { embedBuilderPage } from '../../pages/site/embed-builder.tsx';
import { formatPath } from '../../url.ts';
import { languageFor, siteOf } from '../negotiate.ts';
import { after, type Parameter } from '../query-parameters.ts';
import { dropUnknown, formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import type { Visit } from '../request-context.ts';
import { invalidParameter, problem, redirect, withVary } from '../responses.ts';
import type { Backend } from './backend.ts';
import { type Named, type Noted, nameFrom, offered } from './oembed.ts';

const isItem = (value: string): boolean => {
  const [kind = '', name = '', ...rest] = value.split('/');
  return isKind(kind) && isSlug(name) && rest.length === 0;
};

// A form sends what was left open as an empty value.
const oneOf = (values: readonly string[], expected: Parameter['expected']): Parameter => ({
  schema: lazy(() => z.enum(['', ...values])),
  expected,
  values,
});

const known: Readonly<Record<string, Parameter>> = {
  item: { schema: lazy(() => z.string().refine(isItem)), expected: 'item' },
  kind: { schema: lazy(() => z.enum(kinds)), expected: 'kind', values: kinds },
  language: oneOf(languageTags, 'language'),
  theme: oneOf(themes, 'theme'),
};

const knownIn = (language: Language): Readonly<Record<string, Parameter>> => ({ after: after(language), ...known });

/** As many items of a kind as a page holds, from a place in its list, and where the next begin. */
const itemsOf = async (reads: Backend, origin: string, language: Language, kind: Kind, place: string | undefined) => {
  const query = formatQuery({ limit: String(maxPageSize), ...(place !== undefined && { after: place }) });
  const response = await reads(`${origin}${formatPath({ language, kind, format: 'json' })}${query}`);
  if (response.status !== 200) throw new Error(`the public reads answered ${response.status}`);
  const { items, next, ...noted } = await response.json<{ items: Named[]; next: string | null } & Noted>();
  const further = next === null ? undefined : (new URL(next).searchParams.get('after') ?? undefined);
  return { items: items.map((item, index) => offered(item, noted, `/items/${index}/name`)), further };
};

/**
 * `/embed-builder`, `/{language}/embed-builder`: choose an item, a language and a theme; see it, and copy the line. As
 * many of a kind as a page holds are offered at once, from the place `after` names; `item` may name any. Problems:
 * invalid-parameter, not-found.
 */
export const builder = async (visit: Visit, reads: Backend): Promise<Response> => {
  const { path, search, headers, env } = visit;
  const { origin } = siteOf(env);
  const searchParams = new URLSearchParams(search);
  const [, first] = path.split('/');
  const named = isLanguage(first) ? first : undefined;
  const language = named ?? languageFor(headers.get('Accept-Language'), siteOf(env));
  const known = knownIn(language);
  const cleaned = dropUnknown(searchParams, known);
  if (cleaned !== undefined) return redirect(origin + path + cleaned);
  const parameters = parseQuery(searchParams, known);
  if (isInvalid(parameters)) return invalidParameter(visit, parameters, known);
  const [askedKind, askedSlug] = (parameters.item ?? '').split('/');
  const kind = (askedKind || parameters.kind || 'actions') as Kind;
  const { items, further } = await itemsOf(reads, origin, language, kind, parameters.after);
  const own = askedSlug ?? items[0]?.slug;
  const told = isLanguage(parameters.language) ? parameters.language : undefined;
  const found = own && (await nameFrom(reads, origin, { kind, slug: own, language: told ?? language }));
  if (askedSlug && !found) {
    const values = { slug: askedSlug, kind: messagesFor(language).t(`kinds.${kind}`) };
    return problem(visit, { code: 'not-found', values });
  }
  const { theme } = parameters;
  const chosen = found ? { kind, ...found, ...(told && { language: told }), ...(theme && { theme }) } : undefined;
  const listed = !chosen || items.some((one) => one.slug === chosen.slug) ? items : [chosen, ...items];
  const place = {
    ...(parameters.after !== undefined && { after: parameters.after }),
    ...(further !== undefined && { next: further }),
  };
  const codes = chosen && snippetsFor({ ...chosen, origin, reader: language });
  const response = new Response(
    embedBuilderPage({ language, origin, kind, items: listed, page: place, chosen, themes, snippets: codes }),
    {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': language,
        'Cache-Control': 'public, max-age=60',
        'CDN-Cache-Control': 'public, max-age=60',
      },
    },
  );
  return withVary(
    response,
    named ? '' : 'Accept-Language',
    `${origin}/${language}/embed-builder${formatQuery(parameters)}`,
  );
};
