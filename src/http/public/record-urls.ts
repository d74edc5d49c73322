import { embedFormat } from '../../embeds/variants.tsx';
import type { Format } from '../../formats/format.ts';
import { formatsOf } from '../../formats/index.ts';
import { formatPath, isRecordUrl, parsePath, type RecordUrl, rawQuery, viewTypeOf } from '../../url.ts';
import type { AppContext } from '../env.ts';
import { type Candidate, negotiateFormat, varyOn } from '../negotiate.ts';
import { parametersOf } from '../query-parameters.ts';
import { dropUnknown, formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import { invalidParameter, invalidPath, problem, redirect, withVary } from '../responses.ts';

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
 * Answers every URL of the record: negotiates what the path leaves open, makes the query canonical and fetches the
 * canonical URL from the public reads. Problems: not-acceptable, unknown-format, invalid-parameter, and those of
 * `readRecord`. Parameters that a page does not know are dropped by a 308, so that campaign links work.
 */
export const record = async (c: AppContext): Promise<Response> => {
  const url = c.get('url');
  if (!isRecordUrl(url)) return invalidPath(c, url);
  const { variant, kind } = url;
  return recordIn(c, url, variant ? [embedFormat(variant)] : formatsOf(viewTypeOf(url), kind));
};

const recordIn = async (c: AppContext, url: RecordUrl, candidates: readonly Format[]): Promise<Response> => {
  const language = c.get('language');
  const { origin } = c.get('config');
  const { kind, variant } = url;
  const type = viewTypeOf(url);
  const extension = variant ?? url.format;
  const format = negotiateFormat(c, extension, candidates);
  if (!format) return unavailableFormat(c, extension, candidates);
  const vary = varyOn({ format: extension === undefined, language: url.language === undefined });
  let query = '';
  const search = rawQuery(c.req);
  if (search !== '') {
    const searchParams = new URLSearchParams(search);
    const known = parametersOf(variant ?? type, kind, language, variant ? undefined : format);
    const isPage = variant !== undefined || format.extension === 'html';
    const cleaned = isPage ? dropUnknown(searchParams, known) : undefined;
    if (cleaned !== undefined) return withVary(redirect(origin + c.req.path + cleaned), vary);
    const parameters = parseQuery(searchParams, known);
    if (isInvalid(parameters)) return invalidParameter(c, parameters, known);
    query = formatQuery(parameters);
  }
  c.set('format', format.extension);
  const canonical = origin + formatPath({ ...url, language, ...(!variant && { format: format.extension }) }) + query;
  const response = await c.get('backend')(canonical, c.req.header('If-None-Match'));
  if (extension === undefined && format.hasItem && (await lacksFormat(response)))
    return recordIn(
      c,
      url,
      candidates.filter((each) => each !== format),
    );
  return withVary(keepForm(response, url), vary, canonical);
};
