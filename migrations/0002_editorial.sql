-- The write side: drafts and the events of every change.

-- An item that is withdrawn in every language; nothing published may point at it.
ALTER TABLE items ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;

-- One mutable draft an item. The row stays when the draft is gone (`record` NULL), so that a revision is never used twice.
CREATE TABLE drafts (
  item TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  revision INTEGER NOT NULL,
  record TEXT,
  saved TEXT NOT NULL,
  who TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who did what, when, to which edition or revision; `code` is the problem of what was refused, NULL for what was done.
-- The row comes first in every batch, and its `at` is NULL, which the table refuses, when the ground has moved since
-- the decision: then nothing of the batch happens.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  command TEXT NOT NULL,
  item TEXT NOT NULL,
  edition INTEGER,
  revision INTEGER,
  code TEXT,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_item ON events (item, id);

-- An export asks for every slug an item had.
CREATE INDEX slugs_by_item ON slugs (item);
