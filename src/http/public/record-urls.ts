import { type EmbedFormat, embedFormat } from '../../embeds/variants.tsx';
import type { Format } from '../../formats/format.ts';
import { formatsIn } from '../../formats/index.ts';
import { type AnswerLanguage, type Language, multilingual } from '../../languages.ts';
import { formatPath, isRecordUrl, parsePath, type RecordUrl, rawQuery, viewTypeOf } from '../../url.ts';
import type { AppContext } from '../env.ts';
import { type Candidate, negotiateFormat, varyOn } from '../negotiate.ts';
import { parametersOf } from '../query-parameters.ts';
import { dropUnknown, formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, invalidPath, problem, redirect, withVary } from '../responses.ts';
import { availableLanguagesHeader } from './backend.ts';

// A redirect keeps the form of the URL that was requested: a language or a format that it left out stays out.
const keepForm = (response: Response, requested: RecordUrl): Response => {
  const location = response.status === 308 ? response.headers.get('Location') : null;
  if (location === null) return response;
  const { origin, pathname, search } = new URL(location);
  const target = parsePath(pathname);
  if (!isRecordUrl(target)) return response;
  const { language, format, ...rest } = target;
  const path = formatPath({
    ...rest,
    ...(requested.language && language && { language }),
    ...(requested.format && format && { format }),
  });
  response.headers.set('Location', origin + path + search);
  return response;
};

const unavailableFormat = (c: AppContext, extension: string | undefined, candidates: readonly Candidate[]): Response =>
  extension === undefined
    ? problem(c, { code: 'not-acceptable', members: { available: candidates.map(({ mediaType }) => mediaType) } })
    : problem(c, {
        code: 'unknown-format',
        values: { format: extension.slice(0, 80) },
        members: { available: candidates.map((candidate) => candidate.extension) },
      });

// An item may lack a format that others of its kind have: an outcome without a day has no calendar.
const lacksFormat = async (response: Response): Promise<boolean> => {
  if (response.status !== 404) return false;
  const { type } = (await response.clone().json()) as { type: string };
  return type.endsWith('/problems/unknown-format');
};

/**
 * Why there is nothing in all languages at once, in the reader's: what a URL in that language says. Where there is
 * nothing in all of them, there is nothing in any.
 */
const problemInLanguage = async (c: AppContext, url: RecordUrl, response: Response): Promise<Response> => {
  const { language, config, backend } = c.var;
  if (language === config.defaultLanguage) return response;
  const own = await backend(config.origin + formatPath({ ...url, language }));
  if (own.status !== response.status) {
    await own.body?.cancel();
    return response;
  }
  await response.body?.cancel();
  const problem = await own.json<object>();
  return new Response(JSON.stringify({ ...problem, instance: c.req.path }), own);
};

/** Parses the query for a format; responds itself where a parameter is to be dropped, or is invalid. */
const parametersFor = (
  c: AppContext,
  url: RecordUrl,
  format: Format | EmbedFormat,
): Record<string, string> | Response => {
  const search = rawQuery(c.req);
  if (search === '') return {};
  const { language, config } = c.var;
  const { kind, variant } = url;
  const type = variant ?? viewTypeOf(url);
  const searchParams = new URLSearchParams(search);
  const answerLanguage = url.language ?? language;
  const known = parametersOf(type, kind, answerLanguage, variant ? undefined : format);
  const isPage = variant !== undefined || format.extension === 'html';
  // Without an extension the URL may be a page for whoever asks next, and is what people share.
  const cleaned =
    isPage || !url.format ? dropUnknown(searchParams, isPage ? known : parametersOf(type, kind)) : undefined;
  if (cleaned !== undefined) return redirect(config.origin + c.req.path + cleaned);
  const parameters = parseQuery(searchParams, known);
  return isInvalid(parameters) ? invalidParameter(c, parameters, known) : parameters;
};

/**
 * Answers every URL of the record: negotiates what the path leaves open, makes the query canonical and fetches the
 * canonical URL from the public reads. Of the languages that a reader accepts, one in which an item is there is chosen
 * before one in which it is not (RFC 9110 §12.1). Problems: not-acceptable, unknown-format, invalid-parameter, and those of
 * `readRecord`. Parameters that a page does not know are dropped by a 308, so that campaign links work.
 */
export const record = async (c: AppContext): Promise<Response> => {
  const url = c.get('url');
  if (!isRecordUrl(url)) return invalidPath(c, url);
  const { variant, kind } = url;
  return recordIn(c, url, variant ? [embedFormat(variant)] : formatsIn(url.language, viewTypeOf(url), kind));
};

const recordIn = async (c: AppContext, url: RecordUrl, candidates: readonly Format[]): Promise<Response> => {
  const { origin } = c.get('config');
  const { variant } = url;
  const extension = variant ?? url.format;
  const format = negotiateFormat(c, extension, candidates);
  if (!format) return unavailableFormat(c, extension, candidates);
  const vary = varyOn({ format: extension === undefined, language: url.language === undefined });
  const parameters = parametersFor(c, url, format);
  if (parameters instanceof Response) return withVary(parameters, vary);
  c.set('format', format.extension);
  const query = formatQuery(parameters);
  // The path of an answer in all languages at once keeps its own; problems are in the reader's.
  const answerLanguage = (language: Language): AnswerLanguage =>
    url.language === multilingual ? multilingual : language;
  const canonicalIn = (language: Language) =>
    origin +
    formatPath({ ...url, language: answerLanguage(language), ...(!variant && { format: format.extension }) }) +
    query;
  const read = (language: Language) => c.get('backend')(canonicalIn(language), c.req.header('If-None-Match'));

  let response = await read(c.get('language'));
  if (url.language === multilingual && response.status >= 400)
    return withVary(await problemInLanguage(c, url, response), 'Accept-Language');
  const available = response.headers.get(availableLanguagesHeader)?.split(', ') ?? [];
  const better = c.get('acceptedLanguages').find((tag) => available.includes(tag));
  if (better) {
    await response.body?.cancel();
    c.set('language', better);
    response = await read(better);
  }
  if (extension === undefined && format.hasItem && (await lacksFormat(response)))
    return recordIn(
      c,
      url,
      candidates.filter((each) => each !== format),
    );
  response.headers.delete(availableLanguagesHeader);
  const canonical = canonicalIn(c.get('language'));
  const isCanonical = canonical === origin + c.req.path + rawQuery(c.req);
  return withVary(keepForm(response, url), vary, isCanonical ? undefined : canonical);
};
