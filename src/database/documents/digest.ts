import { localesDigest } from '../../i18n/digest.ts';
import { digestOf } from '../../lib/digest.ts';

/** Returns a digest of what documents are made with beside the record: the build, the origin of links, and all words. */
export const documentsDigest = ({ build, origin }: { build: string; origin: string }): string =>
  digestOf([build, origin, localesDigest()]);
