import { parseAccept } from 'hono/utils/accept';
import { parseRanges, type Range } from './accept.ts';

const mediaRange = /^(?:\*|[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+)$/;

// Every response is in UTF-8, whatever charset is requested; a profile does not change what a representation means
// (RFC 6906 §3.1).
const ignoredParameters = new Set(['q', 'charset', 'profile']);

/** The specificity of a range for a type: 0 if it does not match, for example because of a parameter. */
const specificity = (range: Range, { type, params }: Range): number => {
  const parameters = Object.keys(range.params).filter((name) => !ignoredParameters.has(name));
  if (parameters.some((name) => range.params[name] !== params[name])) return 0;
  if (range.type === type) return 3 + parameters.length;
  if (range.type === `${type.split('/', 1)[0]}/*`) return 2;
  // Old Java clients send `*` for `*/*`.
  return range.type === '*/*' || range.type === '*' ? 1 : 0;
};

/** The weight of a type: that of the most specific range that matches. `ranges` are by descending weight. */
const weightOf = (type: Range, ranges: readonly Range[]): number => {
  let highest = 0;
  let weight = 0;
  for (const range of ranges) {
    const current = specificity(range, type);
    if (current <= highest) continue;
    highest = current;
    weight = range.q;
  }
  return weight;
};

/**
 * Chooses a media type by an `Accept` header: the one with the highest weight, the first offered of several. Returns
 * undefined if none is acceptable, and the first if the header is absent or has no well-formed range (RFC 9110 §12.5.1).
 * A type is offered with its parameters, as in `Content-Type`: a range with other parameters does not match it.
 */
export const chooseMedia = <Type extends string>(
  header: string | undefined | null,
  offered: readonly Type[],
): Type | undefined => {
  const ranges = parseRanges(header ?? '', mediaRange);
  if (ranges.length === 0) return offered[0];

  const weights = parseAccept(offered.join(', ').toLowerCase()).map((type) => weightOf(type, ranges));
  const best = Math.max(0, ...weights);
  return best > 0 ? offered[weights.indexOf(best)] : undefined;
};
