import { collationDigest } from '../../i18n/collation.ts';
import { namesDigest } from '../../i18n/digest.ts';
import { definitions } from '../../kinds/index.ts';
import { answerLanguages, languages } from '../../languages.ts';
import { digestOf } from '../../lib/digest.ts';
import { lazy } from '../../lib/lazy.ts';

/**
 * Returns a digest of what listings are made by, apart from the record: names and titles, the collation, the orders and
 * filters of the kinds. When it changes, the listings are to be rebuilt. Computed once an isolate.
 */
export const listingsDigest = lazy(() =>
  digestOf([
    namesDigest(),
    answerLanguages,
    languages.map(({ tag, fallback }) => [tag, fallback]),
    definitions.map(({ kind, naming, order, filters, status }) => [kind, naming, order, filters, status ?? null]),
    collationDigest(),
  ]),
);
