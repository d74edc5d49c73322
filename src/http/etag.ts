import { digestOf } from '../lib/digest.ts';

/** What an answer depends on beside the editions that it shows. */
export interface EtagInput {
  build: string;
  origin: string;
  language: string;
  format: string;
  /** Whatever else can change the body: the query, a total. */
  rest: readonly unknown[];
}

/**
 * Makes the second half of an entity tag (RFC 9110 §8.8.3), which is known before anything is read: a digest of the build,
 * the origin, the language, the format and the request. The first half is a digest of the editions that an answer shows,
 * in their order; neither is one of the body.
 */
export const requestDigest = ({ build, origin, language, format, rest }: EtagInput): string =>
  digestOf([build, origin, language, format, ...rest]);

/** Makes an entity tag of both halves. */
export const etagOf = (version: string, request: string): string => `"${version}-${request}"`;

/** The first halves of the entity tags that a request names with its own second half: what the reader has already. */
export const heldVersions = (ifNoneMatch: string, request: string): string[] =>
  [...ifNoneMatch.matchAll(/"([0-9a-f]{24})-([0-9a-f]{24})"/g)].flatMap(([, version = '', of]) =>
    of === request ? [version] : [],
  );
