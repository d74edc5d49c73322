import type { Precondition } from '../../commands/decision.ts';
import type { Edition } from '../../model/edition.ts';
import { isEntityTagField, parseEntityTags } from '../../negotiation/entity-tags.ts';

/** What an entity tag of the editor's API names: a live edition by its number, or a draft by its revision. */
export type Tagged = 'edition' | 'draft';

const letters = { edition: 'e', draft: 'r' } as const;

/** Formats a strong entity tag (RFC 9110 §8.8.3): `"e3"` for edition 3, `"r7"` for revision 7 of a draft. */
export const formatTag = (tagged: Tagged, number: number): string => `"${letters[tagged]}${number}"`;

/**
 * Formats the tag of an answer that shows a live edition, a draft or both: `"e3.r7"`. A draft's base and slug change with
 * the edition alone, so that a draft which is read has the number of that, too. What is erased, and has no texts any more,
 * stays under its number. Undefined where there is neither.
 */
export const formatReadTag = (edition: Edition | undefined, revision: number | undefined): string | undefined => {
  const isErased = edition && Object.keys(edition.texts).length === 0;
  const parts = [
    ...(edition ? [`${letters.edition}${edition.number}`] : []),
    ...(isErased ? ['erased'] : []),
    ...(revision === undefined ? [] : [`${letters.draft}${revision}`]),
  ];
  return parts.length > 0 ? `"${parts.join('.')}"` : undefined;
};

/**
 * Parses `If-Match` and `If-None-Match` as the precondition of a command. Entity tags are compared strongly (RFC 9110
 * §13.1.1): weak ones, and those of something else, match nothing. Of `If-None-Match` only `*` is a precondition.
 */
export const parsePrecondition = (headers: Headers, tagged: Tagged): Precondition => {
  const ifMatch = headers.get('If-Match');
  const creates = headers.get('If-None-Match')?.trim() === '*';
  // With both headers neither 0 nor any other number is accepted (RFC 9110 §13.2.2).
  if (creates) return ifMatch === null ? [0] : [];
  if (ifMatch === null) return undefined;
  const tags = parseEntityTags(ifMatch);
  if (tags === '*') return 'existing';
  const pattern = new RegExp(`(?:^|\\.)${letters[tagged]}([1-9][0-9]{0,14})(?:\\.|$)`);
  return tags.flatMap(({ weak, value }) => {
    const [, number] = (weak ? undefined : pattern.exec(value)) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
};

/** Finds the precondition whose field is no list of entity tags; undefined where both are well-formed, or missing. */
export const malformedPrecondition = (headers: Headers): 'If-Match' | 'If-None-Match' | undefined =>
  (['If-Match', 'If-None-Match'] as const).find((name) => !isEntityTagField(headers.get(name) ?? ''));
