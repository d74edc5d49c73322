import { parseAccept } from 'hono/utils/accept';

type Range = ReturnType<typeof parseAccept>[number];

// The parser lets anything pass for a range, and takes `q=often` for 1 and `q=-1` for 0: here both are no range at all.
const mediaRange = /^(?:\*|[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)$/;
const weight = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/;

/** The well-formed ranges of a header, in lower case, sorted by the parser: falling weight. */
const readRanges = (header: string): Range[] =>
  parseAccept(header.toLowerCase()).filter(({ type, params }) => mediaRange.test(type) && weight.test(params.q ?? '1'));

// Every text we send is UTF-8, so a charset asks for nothing else; neither does a profile, without which the same is
// meant (RFC 6906 §3.1).
const asksNothing = new Set(['q', 'charset', 'profile']);

/** How closely a range names a type: 0 where it does not, as by a parameter that the type does not have. */
const closeness = (range: Range, { type, params }: Range): number => {
  const asked = Object.keys(range.params).filter((name) => !asksNothing.has(name));
  if (asked.some((name) => range.params[name] !== params[name])) return 0;
  if (range.type === type) return 3 + asked.length;
  if (range.type === `${type.split('/', 1)[0]}/*`) return 2;
  // A lone `*`, as old Java clients send it, is any type.
  return range.type === '*/*' || range.type === '*' ? 1 : 0;
};

/** The weight that the closest range gives to a type, of ranges of falling weight: one given twice has its higher. */
const weightOf = (type: Range, ranges: readonly Range[]): number => {
  let closest = 0;
  let weight = 0;
  for (const range of ranges) {
    const close = closeness(range, type);
    if (close <= closest) continue;
    closest = close;
    weight = range.q;
  }
  return weight;
};

/**
 * The media type to answer in, or undefined where the header accepts none: the highest weight wins, ties in the order
 * offered, and a header that is absent, blank or without one well-formed range accepts the first (RFC 9110 §12.5.1).
 * A type is offered with its parameters, as in `Content-Type`: a range with others does not mean it.
 */
export const chooseMedia = <Type extends string>(
  header: string | undefined | null,
  offered: readonly Type[],
): Type | undefined => {
  const ranges = readRanges(header ?? '');
  if (ranges.length === 0) return offered[0];

  const given = parseAccept(offered.join(', ').toLowerCase()).map((type) => weightOf(type, ranges));
  const best = Math.max(0, ...given);
  return best > 0 ? offered[given.indexOf(best)] : undefined;
};
