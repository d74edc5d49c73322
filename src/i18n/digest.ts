import { locales } from '../../locales/index.generated.ts';
import { digestOf } from '../lib/digest.ts';
import { lazy } from '../lib/lazy.ts';

/** Returns a digest of all words, names and titles of every language: computed once an isolate. */
export const localesDigest = lazy(() => digestOf(locales));
