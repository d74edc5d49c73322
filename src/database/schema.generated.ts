// Written by `npm run tables` from migrations/. Do not edit.

import type { Generated } from 'kysely';

export interface CardsTable {
  kind: string;
  slug: string;
  language: string;
  fallback: number;
  both: number;
  item: string;
  version: string;
  head: string;
  card: string;
}

export interface CountersTable {
  kind: string;
  language: string;
  filter: string;
  fallback: number;
  total: number;
}

export interface DerivedTable {
  name: string;
  digest: string;
}

export interface DocumentsTable {
  kind: string;
  slug: string;
  language: string;
  fallback: number;
  both: number;
  item: string;
  edition: number;
  since: string;
  digest: string;
  version: string;
  head: string;
  view: string;
}

export interface DraftLinksTable {
  item: string;
  relation: string;
  slug: string;
}

export interface DraftsTable {
  item: string;
  kind: string;
  slug: string;
  revision: number;
  record: string | null;
  saved: string;
  who: string;
  base: Generated<number>;
}

export interface EditionsTable {
  item: string;
  number: number;
  facts: string;
  texts: string;
  withdrawals: string;
  published: string;
  schema: string | null;
  erased: string | null;
  event: number | null;
}

export interface EventsTable {
  id: Generated<number>;
  at: string;
  who: string;
  command: string;
  item: string;
  edition: number | null;
  revision: number | null;
  code: string | null;
  detail: string;
  imported: string | null;
}

export interface ImportPartsTable {
  item: string;
  who: string;
  number: number;
  facts: string;
  texts: string;
  withdrawals: string;
  published: string;
  schema: string | null;
  erased: string | null;
  saved: string;
}

export interface ItemsTable {
  id: string;
  kind: string;
  slug: string;
  live: number;
  published: string;
  withdrawn: Generated<number>;
}

export interface LinksTable {
  source: string;
  relation: string;
  place: number;
  target: string;
}

export interface ListingsTable {
  kind: string;
  language: string;
  filter: string;
  sort: string;
  slug: string;
  item: string;
  fallback: number | null;
  modified: string;
}

export interface LiveTable {
  id: string;
  kind: string;
  slug: string;
  first: string;
  number: number;
  facts: string;
  texts: string;
  withdrawals: string;
  published: string;
  links: string;
  brief: Generated<string>;
  since: Generated<string>;
}

export interface PastDocumentsTable {
  item: string;
  language: string;
  fallback: number;
  both: number;
  until: string;
  since: string;
  kind: string;
  slug: string;
  edition: number;
  digest: string;
  version: string;
  head: string;
  view: string | null;
}

export interface PurgesTable {
  tag: string;
  event: number;
  due: Generated<string>;
  purged: Generated<number>;
  failures: Generated<number>;
}

export interface RevisionsTable {
  item: string;
  revision: number;
  base: number;
  changed: string;
  saved: string;
  who: string;
  record: string;
}

export interface SlugsTable {
  kind: string;
  slug: string;
  item: string;
  event: number | null;
}

export interface StaleDocumentsTable {
  item: string;
  expired: string;
  since: string;
  claim: Generated<string>;
  failures: Generated<number>;
}

export interface Tables {
  cards: CardsTable;
  counters: CountersTable;
  derived: DerivedTable;
  documents: DocumentsTable;
  draft_links: DraftLinksTable;
  drafts: DraftsTable;
  editions: EditionsTable;
  events: EventsTable;
  import_parts: ImportPartsTable;
  items: ItemsTable;
  links: LinksTable;
  listings: ListingsTable;
  live: LiveTable;
  past_documents: PastDocumentsTable;
  purges: PurgesTable;
  revisions: RevisionsTable;
  slugs: SlugsTable;
  stale_documents: StaleDocumentsTable;
}

/** The migrations that this code was written for, in order. */
export const migrations = [
  '0001_record.sql',
  '0002_editorial.sql',
  '0003_purges.sql',
  '0004_changes.sql',
  '0005_live.sql',
  '0006_brief.sql',
  '0007_documents.sql',
  '0008_revisions.sql',
  '0009_exports.sql',
  '0011_refusals.sql',
  '0014_totals.sql',
  '0015_item_states.sql',
  '0016_draft_links.sql',
  '0019_rowids.sql',
] as const;
