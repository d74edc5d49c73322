import * as z from 'zod';
import { snippetsFor } from '../../embeds/snippets.ts';
import { themes } from '../../embeds/version.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { maxPageSize } from '../../kinds/definition.ts';
import { isKind, type Kind, kinds } from '../../kinds/index.ts';
import { isLanguage, type Language, languageTags } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import { embedBuilderPage } from '../../pages/site/embed-builder.tsx';
import { formatPath, isSlug } from '../../url.ts';
import { decodeCursor } from '../cursor.ts';
import type { AppContext } from '../env.ts';
import { after, type Parameter } from '../query-parameters.ts';
import { dropUnknown, formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, problem, redirect, shortLived, withVary } from '../responses.ts';
import { readItemName, readItemNames } from './item-name.ts';

const isItem = (value: string): boolean => {
  const [kind = '', slug = '', ...rest] = value.split('/');
  return isKind(kind) && isSlug(slug) && rest.length === 0;
};

// A form sends what was left open as an empty value.
const oneOf = (values: readonly string[], expected: Parameter['expected']): Parameter => ({
  schema: lazy(() => z.enum(['', ...values])),
  expected,
  values,
});

const parametersIn = (language: Language): Readonly<Record<string, Parameter>> => ({
  after: after(undefined, language),
  item: { schema: lazy(() => z.string().refine(isItem)), expected: 'item' },
  kind: { schema: lazy(() => z.enum(kinds)), expected: 'kind', values: kinds },
  language: oneOf(languageTags, 'language'),
  theme: oneOf(themes, 'theme'),
});

/**
 * `/embed-builder`: choose an item, a language and a theme; see the embed, and copy its code. It offers one page of a
 * collection at a time, from the cursor `after` on; `item` may name any other. Problems: invalid-parameter, not-found.
 */
export const embedBuilder = async (c: AppContext): Promise<Response> => {
  const { url, language, config, backend } = c.var;
  const { origin } = config;
  const { searchParams } = new URL(c.req.url);
  const known = parametersIn(language);
  const cleaned = dropUnknown(searchParams, known);
  if (cleaned !== undefined) return redirect(origin + c.req.path + cleaned);
  const parameters = parseQuery(searchParams, known);
  if (isInvalid(parameters)) return invalidParameter(c, parameters, known);
  const { theme } = parameters;
  const [requestedKind, requestedSlug] = (parameters.item ?? '').split('/');
  const kind = (requestedKind || parameters.kind || 'actions') as Kind;
  // Whoever chooses another kind begins at its first page.
  const cursor = parameters.after && decodeCursor(parameters.after)?.kind === kind ? parameters.after : undefined;
  const query = formatQuery({ limit: String(maxPageSize), ...(cursor !== undefined && { after: cursor }) });
  const { items, next } = await readItemNames(backend, origin + formatPath({ language, kind, format: 'json' }) + query);
  const slug = requestedSlug ?? items[0]?.slug;
  const chosenLanguage = isLanguage(parameters.language) ? parameters.language : undefined;
  const item = slug && (await readItemName(backend, origin, { kind, slug, language: chosenLanguage ?? language }));
  if (requestedSlug && !item)
    return problem(c, {
      code: 'not-found',
      values: { slug: requestedSlug, kind: messagesFor(language).t(`kinds.${kind}`) },
    });
  const chosen = item
    ? { kind, ...item, ...(chosenLanguage && { language: chosenLanguage }), ...(theme && { theme }) }
    : undefined;
  const page = embedBuilderPage({
    language,
    origin,
    kind,
    items: !chosen || items.some((each) => each.slug === chosen.slug) ? items : [chosen, ...items],
    page: { ...(cursor !== undefined && { after: cursor }), ...(next !== undefined && { next }) },
    chosen,
    themes,
    snippets: chosen && snippetsFor({ ...chosen, origin, reader: language }),
  });
  return withVary(
    shortLived(page, 'text/html; charset=utf-8', language),
    url.language ? '' : 'Accept-Language',
    url.language ? undefined : `${origin}/${language}/embed-builder${formatQuery(parameters)}`,
  );
};
