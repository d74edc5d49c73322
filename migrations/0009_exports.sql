-- For exports, and imports of them. All columns are nullable: rows of before lack the values.

-- The schema under which an edition was published, as a digest of its kind's; since when its text is erased; and the newest
-- event when it was written, by which an export is of one moment.
ALTER TABLE editions ADD COLUMN schema TEXT;
ALTER TABLE editions ADD COLUMN erased TEXT;
ALTER TABLE editions ADD COLUMN event INTEGER;

-- The newest event when an item got the slug.
ALTER TABLE slugs ADD COLUMN event INTEGER;

-- Where an imported event comes from: the origin of that service, and its number there.
ALTER TABLE events ADD COLUMN imported TEXT;
CREATE UNIQUE INDEX events_imported ON events (imported) WHERE imported IS NOT NULL;

-- Editions of a history that is too large for one request, until its last part comes: only then they are editions of the
-- item. Each importer has rows of its own. `saved` is when the part came; what nobody continues is deleted by cron.
CREATE TABLE import_parts (
  item TEXT NOT NULL,
  who TEXT NOT NULL,
  number INTEGER NOT NULL,
  facts TEXT NOT NULL,
  texts TEXT NOT NULL,
  withdrawals TEXT NOT NULL,
  published TEXT NOT NULL,
  schema TEXT,
  erased TEXT,
  saved TEXT NOT NULL,
  PRIMARY KEY (item, who, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_parts_by_saved ON import_parts (saved);
