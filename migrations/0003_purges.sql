-- What caches are still to forget, one row a tag ('*': everything). A row is written in the batch of the publication
-- that owes it, and goes when caches have been purged of it twice: a fill that began before may land after the first.
-- `event` is the newest event that owes it: a purge that began before that event does not settle it. `due` is when
-- the next purge is to come, '' at once; `failures` counts those that failed.
CREATE TABLE purges (
  tag TEXT PRIMARY KEY,
  event INTEGER NOT NULL,
  due TEXT NOT NULL DEFAULT '',
  purged INTEGER NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX purges_by_due ON purges (due, event);
