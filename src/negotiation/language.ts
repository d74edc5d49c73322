import { parseAccept } from 'hono/utils/accept';

// The parser lets anything pass for a range, and takes `q=often` for 1 and `q=-1` for 0: here both are no range at all.
const languageRange = /^(?:\*|[a-z]{1,8}(?:-[a-z\d]{1,8})*)$/;
const weight = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/;

/** The well-formed ranges of a header, in lower case, sorted by the parser: falling weight, ties in the order given. */
const readRanges = (header: string): { range: string; q: number }[] =>
  parseAccept(header.toLowerCase())
    .filter(({ type, params }) => languageRange.test(type) && weight.test(params.q ?? '1'))
    .map(({ type, q }) => ({ range: type, q }));

const endsInSingleLetter = /(?:^|-)[a-z\d]$/;

/** Whether a range is the tag, or becomes it while it is truncated from the right (RFC 4647 §3.4). */
const reaches = (range: string, tag: string): boolean =>
  range === tag || (range.startsWith(`${tag}-`) && !endsInSingleLetter.test(tag));

/** The tag that a range meets first while it is truncated: of those that it reaches, the longest. */
const lookUp = <Tag extends string>(range: string, longestFirst: readonly Tag[]): Tag | undefined =>
  longestFirst.find((tag) => reaches(range, tag.toLowerCase()));

/**
 * The language to answer in, whatever the header: the first by weight that lookup finds, never one that is refused
 * (`q=0`) while another is left, and `preferred` where the header does not decide (RFC 9110 §12.5.4, RFC 4647 §3.4).
 */
export const chooseLanguage = <Tag extends string>(
  header: string | undefined | null,
  offered: readonly Tag[],
  preferred: Tag,
): Tag => {
  const ranges = readRanges(header ?? '');
  const wanted = ranges.filter(({ q }) => q > 0).map(({ range }) => range);
  const refused = new Set(ranges.filter(({ q }) => q === 0).map(({ range }) => range));

  const left = [...new Set([preferred, ...offered])].filter((tag) => !refused.has(tag.toLowerCase()));
  const longestFirst = left.toSorted((one, other) => other.length - one.length);
  const named = wanted.map((range) => lookUp(range, longestFirst));
  const unnamed = refused.has('*') ? undefined : left.find((tag) => !named.includes(tag));

  const choices = wanted.map((range, place) => (range === '*' ? unnamed : named[place]));
  return choices.find((tag) => tag !== undefined) ?? unnamed ?? preferred;
};
