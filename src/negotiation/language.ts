import { parseAccept } from 'hono/utils/accept';

// Hono's parser accepts anything as a range, and reads `q=often` as 1 and `q=-1` as 0. Here they are not ranges.
const languageRange = /^(?:\*|[a-z]{1,8}(?:-[a-z\d]{1,8})*)$/;
const weight = /^(?:0(?:\.\d*)?|\.\d+|1(?:\.0*)?)$/;

/** Parses a header into its well-formed ranges, in lower case, by descending weight; ties keep their order. */
const parseRanges = (header: string): { range: string; q: number }[] =>
  parseAccept(header.toLowerCase())
    .filter(({ type, params }) => languageRange.test(type) && weight.test(params.q ?? '1'))
    .map(({ type, q }) => ({ range: type, q }));

const endsInSingleLetter = /(?:^|-)[a-z\d]$/;

/** Whether a range matches a tag, as it is or truncated from the right (RFC 4647 §3.4). */
const matches = (range: string, tag: string): boolean =>
  range === tag || (range.startsWith(`${tag}-`) && !endsInSingleLetter.test(tag));

/** Looks up the tag that a range matches first while it is truncated: the longest of those it matches. */
const lookUp = <Tag extends string>(range: string, longestFirst: readonly Tag[]): Tag | undefined =>
  longestFirst.find((tag) => matches(range, tag.toLowerCase()));

/**
 * Chooses a language by an `Accept-Language` header: the one with the highest weight that lookup finds; `preferred` if the
 * header does not decide. A language with `q=0` is chosen only if all have it (RFC 9110 §12.5.4, RFC 4647 §3.4).
 */
export const chooseLanguage = <Tag extends string>(
  header: string | undefined | null,
  offered: readonly Tag[],
  preferred: Tag,
): Tag => {
  const ranges = parseRanges(header ?? '');
  const wanted = ranges.filter(({ q }) => q > 0).map(({ range }) => range);
  const refused = new Set(ranges.filter(({ q }) => q === 0).map(({ range }) => range));

  const acceptable = [...new Set([preferred, ...offered])].filter((tag) => !refused.has(tag.toLowerCase()));
  const longestFirst = acceptable.toSorted((one, other) => other.length - one.length);
  const named = wanted.map((range) => lookUp(range, longestFirst));
  const unnamed = refused.has('*') ? undefined : acceptable.find((tag) => !named.includes(tag));

  const choices = wanted.map((range, index) => (range === '*' ? unnamed : named[index]));
  return choices.find((tag) => tag !== undefined) ?? unnamed ?? preferred;
};
