import { messagesFor } from '../i18n/messages.ts';
import { kinds } from '../kinds/index.ts';
import { languageTags } from '../languages.ts';
import { digestOf } from '../lib/digest.ts';
import type { InvalidPath } from '../url.ts';
import { ONE_MINUTE } from './cache-headers.ts';
import type { AppContext } from './env.ts';
import { type Problem, problemAudience, problemResponse } from './problem-details.ts';
import type { Parameter } from './query-parameters.ts';
import type { InvalidParameter } from './query-string.ts';

/**
 * Sets `Vary`, where something was negotiated, and `Content-Location`, where the URL of the answer is not the one that was
 * requested.
 */
export const withVary = (response: Response, vary: string, contentLocation?: string): Response => {
  const { headers, status } = response;
  if (vary !== '') headers.set('Vary', vary);
  if (contentLocation && status < 400 && status !== 308) headers.set('Content-Location', contentLocation);
  return response;
};

// No URL of ours is longer: what a longer one asks for is not there, and would not fit into a header section.
const maxUrlLength = 2000;

/** Redirects permanently (308). The query of a URL that is too long to be one of ours is dropped. */
export const redirect = (location: string): Response =>
  new Response(null, {
    status: 308,
    headers: {
      Location: location.length > maxUrlLength ? location.replace(/\?.*$/s, '') : location,
      'Cache-Control': ONE_MINUTE,
    },
  });

/**
 * Responds with a page or a document of the service itself, which is stored for a minute. Its entity tag is a digest of its
 * body, which is there anyway.
 */
export const shortLived = (body: string, contentType: string, language?: string): Response =>
  new Response(body, {
    headers: {
      'Content-Type': contentType,
      ETag: `"${digestOf([contentType, language, body])}"`,
      ...(language && { 'Content-Language': language }),
      'Cache-Control': ONE_MINUTE,
    },
  });

/** Responds with a problem (RFC 9457) in the reader's language and form. */
export const problem = (c: AppContext, details: Problem): Response => {
  const { audience, vary } = problemAudience(c);
  return withVary(problemResponse(details, audience), vary);
};

/** Responds to a path that is not a record's URL. Problems: those of `InvalidPath`. */
export const invalidPath = (c: AppContext, { code, word }: InvalidPath): Response => {
  const segment = word.slice(0, 80);
  switch (code) {
    case 'unknown-language':
      return problem(c, { code, values: { language: segment }, members: { available: languageTags } });
    case 'unknown-collection':
      return problem(c, { code, values: { collection: segment }, members: { available: kinds } });
    case 'malformed-slug':
      return problem(c, { code });
    case 'not-found':
      return problem(c, { code, detail: messagesFor(c.var.language).t('problems:not-found.path') });
  }
};

/** Responds with the first invalid parameter of a query. Problem: invalid-parameter. */
export const invalidParameter = (
  c: AppContext,
  { parameter, fault, count }: InvalidParameter,
  known: Readonly<Record<string, Parameter>>,
): Response => {
  const { t } = messagesFor(c.var.language);
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
  const choices = fault === 'unknown' ? Object.keys(known) : values;
  const available = choices.length > 0 && { available: choices };
  return problem(c, {
    code: 'invalid-parameter',
    detail: detail[fault](),
    members: { parameter, ...available },
  });
};
