import { messagesFor } from '../i18n/messages.ts';
import { kinds } from '../kinds/index.ts';
import { languageTags } from '../languages.ts';
import type { InvalidPath } from '../url.ts';
import { problemAudience, siteOf } from './negotiate.ts';
import { type Problem, problemResponse } from './problem-details.ts';
import type { Parameter } from './query-parameters.ts';
import type { InvalidParameter } from './query-string.ts';
import type { Visit } from './request-context.ts';

/** Makes an answer of our own that to a negotiated URL: its `Vary`, and kept only by those who compare that header. */
export const withVary = (response: Response, vary: string, location?: string): Response => {
  const { headers, status } = response;
  if (vary === '') return response;
  headers.set('Vary', vary);
  // An edge compares the values of those headers letter by letter; only what lies behind, and problems, may be kept.
  if (status < 400) headers.set('CDN-Cache-Control', 'no-store');
  if (location && status < 400 && status !== 308) headers.set('Content-Location', location);
  return response;
};

/** A redirect for good, to the same thing at its own URL. */
export const redirect = (location: string): Response =>
  new Response(null, { status: 308, headers: { Location: location, 'Cache-Control': 'public, max-age=60' } });

/** Answers with a problem, in the reader's language and form. */
export const problem = (visit: Visit, what: Problem): Response => {
  const { reader, vary } = problemAudience(visit, siteOf(visit.env));
  return withVary(problemResponse(what, reader), vary);
};

/** Answers a path that is no address, and says what is wrong with it. */
export const invalidPath = (visit: Visit, { code, word }: InvalidPath): Response => {
  const { language } = problemAudience(visit, siteOf(visit.env)).reader;
  const shown = word.slice(0, 80);
  switch (code) {
    case 'unknown-language':
      return problem(visit, { code, values: { language: shown }, members: { available: languageTags } });
    case 'unknown-collection':
      return problem(visit, { code, values: { collection: shown }, members: { available: kinds } });
    case 'malformed-slug':
      return problem(visit, { code });
    case 'not-found':
      return problem(visit, { code, detail: messagesFor(language).t('problems:not-found.path') });
  }
};

/** Answers with what is wrong with a query. Problem: invalid-parameter. */
export const invalidParameter = (
  visit: Visit,
  { parameter, fault, count }: InvalidParameter,
  known: Readonly<Record<string, Parameter>>,
) => {
  const { t } = messagesFor(problemAudience(visit, siteOf(visit.env)).reader.language);
  const code = 'invalid-parameter';
  const available = Object.keys(known);
  const { expected = 'link', values = [] } = known[parameter] ?? {};
  const detail = {
    unknown: () => t('problems:invalid-parameter.unknown', { parameter }),
    repeated: () => t('problems:invalid-parameter.repeated', { parameter, count }),
    invalid: () =>
      t('problems:invalid-parameter.detail', {
        parameter,
        expected: t(`expected.${expected}`, { values: values.join(', ') }),
      }),
  };
  return problem(visit, {
    code,
    detail: detail[fault](),
    members: { parameter, ...(fault === 'unknown' && { available }) },
  });
};
