import { parseAccept } from 'hono/utils/accept';

type Range = ReturnType<typeof parseAccept>[number];

// The parser lets anything pass for a range, and takes `q=often` for 1 and `q=-1` for 0: here both are no range at all.
const mediaRange = /^(?:\*|[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)$/;
const weight = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/;

/** The well-formed ranges of a header, in lower case, sorted by the parser: falling weight. */
const readRanges = (header: string): Range[] =>
  parseAccept(header.toLowerCase()).filter(({ type, params }) => mediaRange.test(type) && weight.test(params.q ?? '1'));

// Every text we send is UTF-8, so a charset asks for nothing else; any other parameter asks for what we do not have.
const canMatch = ({ params }: Range): boolean =>
  Object.keys(params).every((name) => name === 'q' || name === 'charset');

/** Range → weight, a lone `*` (as old Java clients send it) read as any type; a range given twice has its higher weight. */
const weigh = (ranges: readonly Range[]): ReadonlyMap<string, number> =>
  new Map(ranges.toReversed().map(({ type, q }) => [type === '*' ? '*/*' : type, q]));

/** The weight that the most specific matching range gives to a type; 0 without one. */
const weightOf = (type: string, weights: ReadonlyMap<string, number>): number =>
  weights.get(type) ?? weights.get(`${type.split('/', 1)[0]}/*`) ?? weights.get('*/*') ?? 0;

/**
 * The media type to answer in, or undefined where the header accepts none: the highest weight wins, ties in the order
 * offered, and a header that is absent, blank or without one well-formed range accepts the first (RFC 9110 §12.5.1).
 */
export const chooseMedia = <Type extends string>(
  header: string | undefined | null,
  offered: readonly Type[],
): Type | undefined => {
  const ranges = readRanges(header ?? '');
  if (ranges.length === 0) return offered[0];

  const weights = weigh(ranges.filter(canMatch));
  const given = offered.map((type) => weightOf(type.toLowerCase(), weights));
  const best = Math.max(0, ...given);
  return best > 0 ? offered[given.indexOf(best)] : undefined;
};
