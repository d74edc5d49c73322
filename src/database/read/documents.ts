import { type Expression, expressionBuilder } from 'kysely';
import type { Kind } from '../../kinds/index.ts';
import type { AnswerLanguage } from '../../languages.ts';
import { lazy } from '../../lib/lazy.ts';
import type { DocumentHead, ItemDocument } from '../../model/document.ts';
import type { ItemId } from '../../model/edition.ts';
import type { ReadOptions } from '../../model/view.ts';
import { compileOnce, type Database, db, param } from '../connection.ts';
import type { Tables } from '../schema.generated.ts';

/** A reader's options, the digest that documents are to be made with, and the versions that the reader has already, in one text. */
export interface DocumentOptions extends ReadOptions<AnswerLanguage> {
  digest: string;
  held?: string;
}

/** The condition that stored documents were made with a digest. */
export const isCurrent = (digest: Expression<string> | string) =>
  expressionBuilder<Tables, never>().exists(
    db
      .selectFrom('derived')
      .select('derived.name')
      .where('derived.name', '=', 'documents')
      .where('derived.digest', '=', digest),
  );

/** The condition that a document or a card is for readers who take a fallback, or for those who do not. */
export const isFor = (table: 'documents' | 'cards', fallback: boolean) => {
  const eb = expressionBuilder<Tables, 'documents' | 'cards'>();
  if (fallback) return eb(`${table}.fallback`, '=', 1);
  return eb.or([eb(`${table}.fallback`, '=', 0), eb(`${table}.both`, '=', 1)]);
};

// Who takes no fallback gets a row of their own, or the one that is for both.
const documentFor = (fallback: boolean) =>
  compileOnce(
    db
      .selectFrom('documents')
      .select((eb) => [
        'item',
        'version',
        'since',
        'head',
        // Whoever has it already, as `If-None-Match` names its version, does not need it again.
        eb
          .case()
          .when(eb.fn<number>('instr', [param('held'), 'version']), '>', 0)
          .then(null)
          .else(eb.ref('view'))
          .end()
          .as('view'),
      ])
      .where('kind', '=', param<string>('kind'))
      .where('slug', '=', param<string>('slug'))
      .where('language', '=', param<string>('language'))
      .where(isFor('documents', fallback))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('stale_documents')
              .select('stale_documents.item')
              .whereRef('stale_documents.item', '=', 'documents.item'),
          ),
        ),
      )
      .where(isCurrent(param<string>('digest'))),
  );

const statements = lazy(() => ({ with: documentFor(true), without: documentFor(false) }));

/** The statement that reads the document of an item, by its current slug, if it is up to date. */
export const documentStatement = (
  kind: Kind,
  slug: string,
  { language, fallback, digest, held = '' }: DocumentOptions,
) => statements()[fallback ? 'with' : 'without']({ kind, slug, language, digest, held });

/** A document as a row has it. */
interface DocumentRow {
  item: string;
  version: string;
  since: string;
  head: string;
  view: string | null;
}

/** Parses the row of a document. */
export const parseDocument = ({ item, version, since, head, view }: DocumentRow): ItemDocument => ({
  item: item as ItemId,
  version,
  since,
  head: JSON.parse(head) as DocumentHead,
  view,
});

/** Reads the document of an item, one row by key; undefined where there is none that is up to date. */
export const readDocument = async (
  database: Database,
  kind: Kind,
  slug: string,
  options: DocumentOptions,
): Promise<ItemDocument | undefined> => {
  const [[row]] = await database.batch(documentStatement(kind, slug, options));
  return row && parseDocument(row);
};
