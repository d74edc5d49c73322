import { formatPath, isRecordUrl, parsePath, type RecordUrl, viewTypeOf } from '../../url.ts';
import { type Negotiated, negotiate, type Offer, siteOf } from '../negotiate.ts';
import { parametersOf } from '../query-parameters.ts';
import { dropUnknown, formatQuery, isInvalid, parseQuery } from '../query-string.ts';
import type { Visit } from '../request-context.ts';
import { invalidParameter, problem, redirect, withVary } from '../responses.ts';
import type { Backend } from './backend.ts';
import { answerHome } from './home.ts';
import type { Asked } from './route-match.ts';

// A redirect keeps the form of the URL that was asked: what was left out of it stays out.
const inAskedForm = (location: string, asked: RecordUrl): string => {
  const url = new URL(location);
  const target = parsePath(url.pathname);
  if (!isRecordUrl(target)) return location;
  const { language, format, ...rest } = target;
  const form = { ...rest, ...(asked.language && language && { language }), ...(asked.format && format && { format }) };
  return url.origin + formatPath(form) + url.search;
};

const redirected = (response: Response, asked: RecordUrl): Response => {
  if (response.status !== 308) return response;
  const location = response.headers.get('Location');
  if (location) response.headers.set('Location', inAskedForm(location, asked));
  return response;
};

// What the address asks for is not there in that format, or the reader accepts none of those there are.
const formless = (visit: Visit, { format }: Asked['named'], offered: readonly Offer[]): Response => {
  if (format === undefined)
    return problem(visit, {
      code: 'not-acceptable',
      members: { available: offered.map(({ mediaType }) => mediaType) },
    });
  return problem(visit, {
    code: 'unknown-format',
    values: { format: format.slice(0, 80) },
    members: { available: offered.map(({ extension }) => extension) },
  });
};

const read = async (visit: Visit, asked: Asked, reads: Backend) => {
  const { headers, search, env, ifNoneMatch } = visit;
  const site = siteOf(env);
  const { address, named, offered } = asked;
  const { language, format, vary }: Negotiated = negotiate(headers, named, offered, site);
  if (!format) return formless(visit, named, offered);
  let query = '';
  if (search !== '') {
    const { kind, variant: shape } = address;
    const given = new URLSearchParams(search);
    const known = parametersOf(shape ?? viewTypeOf(address), kind, language, format);
    // What others hang on to a URL that people see is dropped, so that their links work and a cache holds one answer.
    const seen = shape !== undefined || format.extension === 'html';
    const cleaned = seen ? dropUnknown(given, known) : undefined;
    if (cleaned !== undefined) return withVary(redirect(site.origin + formatPath(address) + cleaned), vary);
    const parameters = parseQuery(given, known);
    if (isInvalid(parameters)) return invalidParameter(visit, parameters, known);
    query = formatQuery(parameters);
  }
  visit.language = language;
  visit.format = format.extension;
  const canonical = site.origin + asked.canonical(language, format) + query;
  // Nothing of the reader's goes with it but the condition: no header can reach the cache's key or the answer.
  const response = await reads(canonical, ifNoneMatch);
  return withVary(redirected(response, address), vary, canonical);
};

const readHome = async (visit: Visit, { address }: Asked, reads: Backend): Promise<Response> => {
  const home = await answerHome(visit, address, siteOf(visit.env), reads);
  if ('problem' in home) return problem(visit, home.problem);
  return withVary(home.response, home.vary, home.location);
};

/** Answers what is asked of the record: negotiates, makes the query canonical, asks the public reads. */
export const gateway = (visit: Visit, asked: Asked, reads: Backend): Promise<Response> =>
  asked.address.kind || asked.address.changes ? read(visit, asked, reads) : readHome(visit, asked, reads);
