import type { Kind } from '../../kinds/index.ts';
import { type AnswerLanguage, defaultLanguage, type Language, multilingual, singleLanguage } from '../../languages.ts';
import type { ItemDocument } from '../../model/document.ts';
import { type Item, type ItemId, languagesOf, type Withdrawal } from '../../model/edition.ts';
import type { Annotations, Dependency, ItemReference, ReadOptions } from '../../model/view.ts';
import { type Database, db } from '../connection.ts';
import { computeDocumentFor } from '../documents/compute.ts';
import { createLocalizer } from '../documents/language-localizer.ts';
import { linkTable } from '../documents/link-table.ts';
import { loadItems } from '../documents/load.ts';
import { targetAt } from '../documents/load-statements.ts';
import { localizeReference } from '../documents/name.ts';
import { dependencyOf, linkRows, toItem } from '../rows.ts';
import type { DocumentsTable } from '../schema.generated.ts';
import { idAt, referenceStatement } from './card-statements.ts';

/** The item that replaces a withdrawn one, annotated at `/replacement`; none where it is gone itself, without another. */
export interface ReplacementView extends Pick<Annotations, 'fallbacks' | 'unverified' | 'dependencies'> {
  replacement?: ItemReference;
}

/** What there is at a slug: a document, or why there is none. */
export type ReadResult =
  | { state: 'found'; document: ItemDocument }
  | { state: 'missing' }
  | { state: 'renamed'; id: ItemId; slug: string }
  | { state: 'untranslated'; id: ItemId; languages: readonly Language[] }
  | {
      state: 'withdrawn';
      id: ItemId;
      withdrawal: Withdrawal;
      languages: readonly Language[];
      replacement?: ReplacementView;
    };

/** Why an item is not shown in a language; in all languages at once, where it is withdrawn in each. */
const withdrawalOf = ({ edition }: Item, language: AnswerLanguage): Withdrawal | undefined => {
  const { withdrawals } = edition;
  if (language !== multilingual) return withdrawals[language];
  if (languagesOf(edition).length > 0) return undefined;
  return withdrawals[defaultLanguage] ?? Object.values(withdrawals)[0];
};

// How many replacements are followed, each by a round trip.
const MAX_REPLACEMENTS = 10;

// A replacement may be withdrawn later: then what replaces it is named. The answer depends on all of them, as one may come
// back. Round trips of their own: withdrawals are rare, and every other read would pay for these statements.
const readReplacement = async (
  database: Database,
  withdrawal: Withdrawal,
  { language, ...options }: ReadOptions<AnswerLanguage>,
): Promise<ReplacementView | undefined> => {
  const passed = new Map<ItemId, Dependency>();
  let next = withdrawal.replacement;
  while (next && passed.size < MAX_REPLACEMENTS) {
    const [[row]] = await database.batch(referenceStatement(next.kind, next.slug));
    const item = row && toItem(row);
    if (!item || passed.has(item.id)) break;
    const gone = withdrawalOf(item, language);
    if (!gone) {
      // With a fallback even for readers who want none: a reference without a name would lead nobody on.
      const single = { ...options, language: singleLanguage(language), fallback: true };
      const localizer = createLocalizer(single, linkTable(linkRows([row])));
      const replacement = localizeReference(localizer, item, '/replacement');
      const { fallbacks, unverified, dependencies } = localizer.annotations();
      return { replacement, fallbacks, unverified, dependencies: new Map([...passed, ...dependencies]) };
    }
    passed.set(item.id, dependencyOf(row));
    next = gone.replacement;
  }
  return passed.size > 0 ? { fallbacks: {}, unverified: [], dependencies: passed } : undefined;
};

type StoredDocument = Pick<DocumentsTable, 'fallback' | 'both' | 'version' | 'view' | 'since'>;

// When what the item shows changed last.
const staleSince = (kind: Kind, slug: string) =>
  db.selectFrom('stale_documents').select('since').where('item', 'in', idAt(kind, slug));

// What readers of a language have got so far.
const storedDocuments = (kind: Kind, slug: string, language: AnswerLanguage) =>
  db
    .selectFrom('documents')
    .select(['fallback', 'both', 'version', 'view', 'since'])
    .where('kind', '=', kind)
    .where('slug', '=', slug)
    .where('language', '=', language);

/**
 * Computes the document of an item that has none which is up to date; or finds out why there is none. Its `since` is the
 * one that it is stored with. One round trip, two for what replaces a withdrawn item.
 */
export const computeItem = async (
  database: Database,
  kind: Kind,
  slug: string,
  options: ReadOptions<AnswerLanguage>,
): Promise<ReadResult> => {
  const {
    items: [loaded],
    found,
  } = await loadItems(database, [kind], () => targetAt(kind, slug), [
    staleSince(kind, slug),
    storedDocuments(kind, slug, options.language),
  ]);
  if (!loaded) return { state: 'missing' };
  const item = toItem(loaded.row);
  if (item.slug !== slug) return { state: 'renamed', id: item.id, slug: item.slug };
  const languages = languagesOf(item.edition);
  const withdrawal = withdrawalOf(item, options.language);
  if (withdrawal) {
    const replacement = await readReplacement(database, withdrawal, options);
    return { state: 'withdrawn', id: item.id, withdrawal, languages, ...(replacement && { replacement }) };
  }
  const shown = computeDocumentFor(loaded, options);
  if (!shown) return { state: 'untranslated', id: item.id, languages };
  const { fallback, both, computed } = shown;
  const [[stale], before] = found as [{ since: string }[], StoredDocument[]];
  const same = before.find(
    (row) =>
      row.fallback === fallback && row.both === both && row.version === computed.version && row.view === computed.view,
  );
  return { state: 'found', document: { ...computed, since: same?.since ?? stale?.since ?? '' } };
};
