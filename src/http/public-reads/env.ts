import type { Context } from 'hono';
import type { CacheBindings, Config } from '../../config.ts';
import type { Database } from '../../database/connection.ts';
import type { DocumentOptions } from '../../database/read/documents.ts';
import type { Format } from '../../formats/format.ts';
import type { AnswerLanguage, Language } from '../../languages.ts';
import type { StoredDependencies } from '../../model/document.ts';
import type { ItemId } from '../../model/edition.ts';
import type { RecordUrl } from '../../url.ts';
import type { RankedLink } from '../link-header.ts';

/** The state of a canonical read. */
export interface PublicReadsEnv {
  Bindings: Env & CacheBindings;
  Variables: { config: Config; database: Database };
}

export type ReadsContext = Context<PublicReadsEnv>;

/** A canonical request, parsed. */
export interface CanonicalRequest {
  url: RecordUrl;
  language: AnswerLanguage;
  /** The language of problems: that of the answer, else the default one. */
  problemLanguage: Language;
  format: Format;
  parameters: Readonly<Record<string, string>>;
  options: DocumentOptions;
  origin: string;
  path: string;
  search: string;
  database: Database;
}

/** What an item, a collection and the recent changes each bring to their answer. */
export interface Loaded {
  /** The items that it shows. */
  dependencies: StoredDependencies;
  /** When the answer began to be as it is: an instant; only where that is known. */
  since?: string;
  /** A digest of the editions that it shows, and of what else was read: the first half of the ETag. */
  version: string;
  /** The languages of its fallbacks. */
  fallbackLanguages: readonly Language[];
  /** The tags by which the answer is purged, beside those of its dependencies. */
  tags: { ids?: readonly ItemId[]; kinds?: readonly string[] };
  /** The links of the `Link` header. */
  links: readonly RankedLink[];
  /** The items whose stored documents or cards were out of date. */
  stale: readonly string[];
  render(): string;
}
