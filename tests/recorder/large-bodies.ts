import { createHash } from 'node:crypto';

// A document of a megabyte is written once into a recording, not for every way to ask for it.

const large = 100_000;
const mark = 'as recorded before: ';

const digestOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/** Makes a function that replaces a large body by its digest where it occurs again. */
export const digestRepeats = () => {
  const met = new Set<string>();
  return (body: string): string => {
    if (body.length < large) return body;
    const digest = digestOf(body);
    if (met.has(digest)) return mark + digest;
    met.add(digest);
    return body;
  };
};

/** Makes a function that puts such bodies back, line by line from the beginning of a recording. */
export const restoreRepeats = () => {
  const met = new Map<string, string>();
  return (body: string): string => {
    if (body.length >= large) met.set(digestOf(body), body);
    return met.get(body.slice(mark.length)) ?? body;
  };
};
