-- Documents and cards are rows of one to four kilobytes. In a table WITHOUT ROWID all but the first kilobyte of such a row
-- has pages of its own, which are half empty; with a rowid the rows fill them. What readers have got since when is kept.
CREATE TABLE documents_with_rowids (
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  language TEXT NOT NULL,
  fallback INTEGER NOT NULL,
  both INTEGER NOT NULL,
  item TEXT NOT NULL,
  edition INTEGER NOT NULL,
  since TEXT NOT NULL,
  digest TEXT NOT NULL,
  version TEXT NOT NULL,
  head TEXT NOT NULL,
  view TEXT NOT NULL,
  PRIMARY KEY (kind, slug, language, fallback)
) STRICT;
INSERT INTO documents_with_rowids (kind, slug, language, fallback, both, item, edition, since, digest, version, head, view)
SELECT kind, slug, language, fallback, both, item, edition, since, digest, version, head, view FROM documents;
DROP TABLE documents;
ALTER TABLE documents_with_rowids RENAME TO documents;
CREATE INDEX documents_by_item ON documents (item);

CREATE TRIGGER documents_past_changed AFTER UPDATE ON documents
WHEN OLD.view <> NEW.view OR OLD.version <> NEW.version OR OLD.both <> NEW.both BEGIN
  INSERT INTO past_documents (item, language, fallback, both, until, since, kind, slug, edition, digest, version, head, view)
  SELECT OLD.item, OLD.language, OLD.fallback, OLD.both, expired, OLD.since, OLD.kind, OLD.slug, OLD.edition, OLD.digest,
    OLD.version, OLD.head, iif(OLD.edition = NEW.edition AND OLD.digest = NEW.digest, NULL, OLD.view)
  FROM stale_documents WHERE item = OLD.item
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER documents_past_gone AFTER DELETE ON documents BEGIN
  INSERT INTO past_documents (item, language, fallback, both, until, since, kind, slug, edition, digest, version, head, view)
  SELECT OLD.item, OLD.language, OLD.fallback, OLD.both, expired, OLD.since, OLD.kind, OLD.slug, OLD.edition, OLD.digest,
    OLD.version, OLD.head, OLD.view
  FROM stale_documents WHERE item = OLD.item
  ON CONFLICT DO NOTHING;
END;

CREATE TABLE cards_with_rowids (
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  language TEXT NOT NULL,
  fallback INTEGER NOT NULL,
  both INTEGER NOT NULL,
  item TEXT NOT NULL,
  version TEXT NOT NULL,
  head TEXT NOT NULL,
  card TEXT NOT NULL,
  PRIMARY KEY (kind, slug, language, fallback)
) STRICT;
INSERT INTO cards_with_rowids (kind, slug, language, fallback, both, item, version, head, card)
SELECT kind, slug, language, fallback, both, item, version, head, card FROM cards;
DROP TABLE cards;
ALTER TABLE cards_with_rowids RENAME TO cards;
CREATE INDEX cards_by_item ON cards (item);
