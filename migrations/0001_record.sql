-- The record. A language and a kind are values here, never names of columns or tables.

-- A thing. Its id is kind/slug as first published; `slug` is the one it bears now.
CREATE TABLE items (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  live INTEGER NOT NULL,
  published TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every slug an item has or had: the old ones answer with a redirect.
CREATE TABLE slugs (
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  item TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (kind, slug)
) STRICT, WITHOUT ROWID;

-- Immutable versions, all languages in each. The key (item, number) is the lock between two publications.
CREATE TABLE editions (
  item TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  facts TEXT NOT NULL,
  texts TEXT NOT NULL,
  withdrawals TEXT NOT NULL,
  published TEXT NOT NULL,
  PRIMARY KEY (item, number)
) STRICT, WITHOUT ROWID;

-- What live editions point at. `place` is the position in a list, -1 outside one.
CREATE TABLE links (
  source TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED,
  relation TEXT NOT NULL,
  place INTEGER NOT NULL,
  target TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (source, relation, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_target ON links (target, relation, source);

-- Derived: where a live item stands in each list of its kind, in each language. `filter` is '' for the whole kind,
-- 'relation=item' or 'status=code' for a part of it. `fallback` says for which readers: those who take a text in
-- another language (1), those who do not (0), or both (NULL).
CREATE TABLE listings (
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  filter TEXT NOT NULL,
  sort TEXT NOT NULL,
  slug TEXT NOT NULL,
  item TEXT NOT NULL REFERENCES items (id) DEFERRABLE INITIALLY DEFERRED,
  fallback INTEGER,
  modified TEXT NOT NULL,
  PRIMARY KEY (kind, language, filter, sort, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX listings_by_item ON listings (item, language, filter);

-- Derived: how long each list is, kept by the triggers below in the transaction that changes the list.
CREATE TABLE counters (
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  filter TEXT NOT NULL,
  fallback INTEGER NOT NULL,
  total INTEGER NOT NULL,
  PRIMARY KEY (kind, language, filter, fallback)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER listings_count_in AFTER INSERT ON listings BEGIN
  INSERT INTO counters (kind, language, filter, fallback, total)
  SELECT NEW.kind, NEW.language, NEW.filter, reader.fallback, 1
  FROM (SELECT 0 AS fallback UNION ALL SELECT 1) AS reader
  WHERE NEW.fallback IS NULL OR NEW.fallback = reader.fallback
  ON CONFLICT DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER listings_count_out AFTER DELETE ON listings BEGIN
  UPDATE counters SET total = total - 1
  WHERE kind = OLD.kind AND language = OLD.language AND filter = OLD.filter
    AND (OLD.fallback IS NULL OR fallback = OLD.fallback);
END;

-- What derived rows were made from: they are made anew when the words of locales/ have changed.
CREATE TABLE derived (
  name TEXT PRIMARY KEY,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID;
