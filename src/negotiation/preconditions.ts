import { matchesStrong, matchesWeak, parseEntityTags } from './entity-tags.ts';
import { parseHttpDate } from './http-date.ts';

/** The preconditions of a request, and what they are evaluated on, as header fields; null where there is none. */
export interface Preconditions {
  ifMatch: string | null;
  ifUnmodifiedSince: string | null;
  ifNoneMatch: string | null;
  ifModifiedSince: string | null;
}
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

// A date that is malformed, or an answer without one, is as if the field were not there (§13.1.3, §13.1.4).
const isModifiedSince = (lastModified: string | null, date: string | null): boolean | undefined => {
  const [modified, since] = [lastModified, date].map((each) => (each === null ? undefined : parseHttpDate(each)));
  return modified === undefined || since === undefined ? undefined : modified > since;
};

/**
 * Evaluates the preconditions of a read in the order of RFC 9110 §13.2.2: 412 where one fails, 304 where the reader has the
 * answer already, 200 otherwise. A tag makes the date of the same purpose void.
 */
export const evaluatePreconditions = (request: Preconditions, { etag, lastModified }: Validators): 200 | 304 | 412 => {
  const { ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince } = request;
  const fails =
    ifMatch === null
      ? isModifiedSince(lastModified, ifUnmodifiedSince) === true
      : !matchesStrong(parseEntityTags(ifMatch), etag);
  if (fails) return 412;
  const isHeld =
    ifNoneMatch === null
      ? isModifiedSince(lastModified, ifModifiedSince) === false
      : etag !== null && matchesWeak(parseEntityTags(ifNoneMatch), etag);
  return isHeld ? 304 : 200;
};
