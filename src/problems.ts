/**
 * The closed list of problem codes, each with the status it answers (RFC 9457 §3.1.2). A code is the last word of
 * the problem's `type` and the key of its words in locales/; it is never renamed or used for another thing.
 */
export const problems = {
  'invalid-parameter': 400,
  'not-found': 404,
  'not-translated': 404,
  'unknown-language': 404,
  'unknown-collection': 404,
  'unknown-format': 404,
  'malformed-slug': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  withdrawn: 410,
  'internal-error': 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problems;

export const problemCodes = Object.keys(problems) as readonly ProblemCode[];

/** Whether a word of a URL is one of the codes. */
export const isProblemCode = (word: string): word is ProblemCode => Object.hasOwn(problems, word);
