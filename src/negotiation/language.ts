import { parseRanges } from './accept.ts';

const languageRange = /^(?:\*|[a-z]{1,8}(?:-[a-z\d]{1,8})*)$/;

const endsInSingleLetter = /(?:^|-)[a-z\d]$/;

/** Whether a range matches a tag, as it is or truncated from the right (RFC 4647 §3.4). */
const matches = (range: string, tag: string): boolean =>
  range === tag || (range.startsWith(`${tag}-`) && !endsInSingleLetter.test(tag));

/** Looks up the tag that a range matches first while it is truncated: the longest of those it matches. */
const lookUp = <Tag extends string>(range: string, longestFirst: readonly Tag[]): Tag | undefined =>
  longestFirst.find((tag) => matches(range, tag.toLowerCase()));

/**
 * Lists the languages that an `Accept-Language` header accepts, the one with the highest weight that lookup finds first;
 * `preferred` alone if the header does not decide. A language with `q=0` is chosen only if all have it (RFC 9110 §12.5.4,
 * RFC 4647 §3.4). A header without a range accepts every language.
 */
export const acceptedLanguages = <Tag extends string>(
  header: string | undefined | null,
  offered: readonly Tag[],
  preferred: Tag,
): readonly [Tag, ...Tag[]] => {
  // Locales of POSIX are written with an underscore: en_GB.
  const ranges = parseRanges((header ?? '').replaceAll('_', '-'), languageRange);
  const wanted = ranges.length === 0 ? ['*'] : ranges.filter(({ q }) => q > 0).map(({ type }) => type);
  const refused = new Set(ranges.filter(({ q }) => q === 0).map(({ type }) => type));

  const acceptable = [...new Set([preferred, ...offered])].filter((tag) => !refused.has(tag.toLowerCase()));
  const longestFirst = acceptable.toSorted((one, other) => other.length - one.length);
  const named = wanted.map((range) => lookUp(range, longestFirst));
  const unnamed = refused.has('*') ? [] : acceptable.filter((tag) => !named.includes(tag));

  const [first = unnamed[0] ?? preferred, ...others] = new Set(
    wanted.flatMap((range, index) => (range === '*' ? unnamed : (named[index] ?? []))),
  );
  return [first, ...others];
};

/** Chooses a language by an `Accept-Language` header: the first of those it accepts. */
export const chooseLanguage = <Tag extends string>(
  header: string | undefined | null,
  offered: readonly Tag[],
  preferred: Tag,
): Tag => acceptedLanguages(header, offered, preferred)[0];
