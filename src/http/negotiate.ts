import type { Format } from '../formats/format.ts';
import { memoize } from '../lib/memoize.ts';
import { chooseMedia } from '../negotiation/media-type.ts';
import type { AppContext } from './env.ts';

/** What the choice of a format depends on. */
export type Candidate = Pick<Format, 'extension' | 'mediaType' | 'contentType' | 'accepted'>;

// Returns the index of the format that an `Accept` header chooses; -1 where the reader accepts none.
const createChooser = (candidates: readonly Candidate[]) => {
  const types = candidates.map(({ mediaType, contentType = mediaType, accepted = contentType }) => accepted);
  return memoize((accept: string) => types.indexOf(chooseMedia(accept, types) ?? ''));
};

// For each list of formats. Readers send few different values of `Accept`, and parsing one took as long as routing.
const choosers = new WeakMap<readonly Candidate[], ReturnType<typeof createChooser>>();

/**
 * Chooses the format of an answer: the one that the extension in the path names, else by `Accept` (RFC 9110 §12.5.1).
 * Returns undefined where there is no such format, or none that the reader accepts.
 */
export const negotiateFormat = <Each extends Candidate>(
  c: AppContext,
  extension: string | undefined,
  candidates: readonly Each[],
): Each | undefined => {
  if (extension !== undefined) return candidates.find((each) => each.extension === extension);
  const choose = choosers.get(candidates) ?? createChooser(candidates);
  choosers.set(candidates, choose);
  return candidates[choose(c.req.header('Accept') ?? '')];
};

/** Formats `Vary` (RFC 9110 §12.5.5) for what was negotiated; empty where the path decides both. */
export const varyOn = ({ format, language }: { format: boolean; language: boolean }): string => {
  if (!format) return language ? 'Accept-Language' : '';
  return language ? 'Accept, Accept-Language' : 'Accept';
};
