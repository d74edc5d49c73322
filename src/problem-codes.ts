/**
 * The closed list of problem codes, each with the status it answers (RFC 9457 §3.1.2). A code is the last word of
 * the problem's `type` and the key of its words in locales/; it is never renamed or used for another thing.
 */
export const problemStatuses = {
  'invalid-parameter': 400,
  'malformed-json': 400,
  unauthenticated: 401,
  forbidden: 403,
  'cross-site': 403,
  'not-found': 404,
  'not-translated': 404,
  'unknown-language': 404,
  'unknown-collection': 404,
  'unknown-format': 404,
  'malformed-slug': 404,
  'not-published': 404,
  'no-draft': 404,
  'no-edition': 404,
  'no-revision': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'withdrawn-already': 409,
  'slug-taken': 409,
  referenced: 409,
  'history-differs': 409,
  'still-live': 409,
  erased: 409,
  withdrawn: 410,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-media-type': 415,
  'invalid-record': 422,
  'set-refused': 422,
  'precondition-required': 428,
  'too-many-requests': 429,
  'internal-error': 500,
  'not-implemented': 501,
  unavailable: 503,
  'not-ready': 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemStatuses;

export const problemCodes = Object.keys(problemStatuses) as readonly ProblemCode[];

/** Whether a word of a URL is one of the codes. */
export const isProblemCode = (word: string): word is ProblemCode => Object.hasOwn(problemStatuses, word);
