import type { CommandState } from '../../commands/types.ts';
import { validateEdition } from '../../commands/validate/validate-edition.ts';
import type { Validation } from '../../commands/validate/validate-record.ts';
import { checkedRecord, validatePublication } from '../../commands/validate-publication.ts';
import type { ItemRef } from '../../database/link-targets.ts';
import { type Edition, type ItemId, linksOf } from '../../model/edition.ts';
import type { RequestBody } from './schemas.ts';

/** An item of a set: a record, or its draft, or a history; or its withdrawal. */
export type Publication = RequestBody<'publications'>['items'][number];

/** An item of a set with its state, and its record, if it has one, validated once: for its links and its command. */
export interface Loaded {
  publication: Publication;
  state: CommandState;
  validation: Validation | undefined;
}

/** The item that a publication is of. A history is found by its first slug, whatever slug the item has here. */
export const refOf = ({ kind, slug, history }: Publication): ItemRef => ({ kind, slug: history?.first ?? slug });

/** The slugs that lead to the item of a publication, with its kind. */
export const keysOf = ({ kind, slug, history }: Publication): ItemId[] =>
  [slug, ...(history?.slugs ?? [])].map((each) => `${kind}/${each}` as const);

/** The editions of a history. */
export const editionsOf = ({ history }: Publication) => (history?.editions ?? []) as readonly Edition[];

/** Validates what a publication contains. */
export const load = (publication: Publication, state: CommandState): Loaded => {
  const { history, slug, withdraw } = publication;
  if (withdraw) return { publication, state, validation: undefined };
  const edition = editionsOf(publication).at(-1);
  if (!history || !edition) return { publication, state, validation: validatePublication(state, publication) };
  return { publication, state: { ...state, slug }, validation: undefined };
};

/** What a publication refers to: its record as far as it could be checked, the live edition of a history, or a replacement. */
export const linksIn = ({ publication, state, validation }: Loaded): ItemRef[] => {
  const { kind, withdraw } = publication;
  // Withdrawn in one language alone, it keeps the links that it has.
  if (withdraw)
    return [...linksOf(kind, state.live?.edition.facts ?? {}), ...(withdraw.replacement ? [withdraw.replacement] : [])];
  const facts = checkedRecord(validation)?.facts;
  if (facts) return linksOf(kind, facts);
  const edition = editionsOf(publication).at(-1);
  return edition && validateEdition(kind, edition).length === 0 ? linksOf(kind, edition.facts) : [];
};
