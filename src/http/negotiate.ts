import type { Format } from '../formats/format.ts';
import { chooseMedia } from '../negotiation/media-type.ts';
import type { AppContext } from './env.ts';

/** What the choice of a format depends on. */
export type Candidate = Pick<Format, 'extension' | 'mediaType' | 'contentType'>;

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
  const types = candidates.map(({ mediaType, contentType = mediaType }) => contentType);
  return candidates[types.indexOf(chooseMedia(c.req.header('Accept'), types) ?? '')];
};

/** Formats `Vary` (RFC 9110 §12.5.5) for what was negotiated; empty where the path decides both. */
export const varyOn = ({ format, language }: { format: boolean; language: boolean }): string =>
  [...(format ? ['Accept'] : []), ...(language ? ['Accept-Language'] : [])].join(', ');
