-- Derived: what readers get of an item in a language, computed when it changes and stored until it does again. `fallback`
-- says for which readers: those who take a text in another language (1) or those who do not (0). Where these get the same
-- there is one row, for those who do, and `both` is 1. `view` is the JSON of the item's view, `head` what an answer says beside it; `version` is a digest of the
-- editions that it shows. `since` is when readers began to get it, `digest` what it was made with beside the record.
CREATE TABLE documents (
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
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_by_item ON documents (item);

-- Derived: the same for the cards of lists. They have a table of their own, so that fifty are read from few pages.
CREATE TABLE cards (
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
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_item ON cards (item);

-- Items whose documents and cards are out of date, or were never computed: since when they are so (`expired`), and when what
-- they show changed last (`since`).
-- Whoever computes an item claims it: until a moment, and by a token of its own behind that. The claim is '' while nobody
-- has it, and again when the item changes meanwhile: what was computed is stored only by whoever has the claim still.
-- `failures` counts the times that computing failed.
CREATE TABLE stale_documents (
  item TEXT PRIMARY KEY,
  expired TEXT NOT NULL,
  since TEXT NOT NULL,
  claim TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX stale_documents_by_since ON stale_documents (since, item);

-- What readers got before: each document that was replaced, from when until when. `view` is NULL where neither the item's
-- edition nor the words had changed, but only other items that it shows: `head` names their editions.
CREATE TABLE past_documents (
  item TEXT NOT NULL,
  language TEXT NOT NULL,
  fallback INTEGER NOT NULL,
  both INTEGER NOT NULL,
  until TEXT NOT NULL,
  since TEXT NOT NULL,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  edition INTEGER NOT NULL,
  digest TEXT NOT NULL,
  version TEXT NOT NULL,
  head TEXT NOT NULL,
  view TEXT,
  PRIMARY KEY (item, language, fallback, until, version)
) STRICT, WITHOUT ROWID;

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

-- A new edition changes its own documents, and those of the items that link to it, which show it. It changes those of the
-- other targets of these too: what links to them is on their page as a card, and the card shows the new edition; or as an
-- entry of a list, with what else the entry links to. The event comes first in every batch, so the newest is
-- that of this edition.
CREATE TRIGGER editions_stale AFTER INSERT ON editions BEGIN
  INSERT INTO stale_documents (item, expired, since)
  SELECT shown.item, event.at, event.at
  FROM (
    SELECT NEW.item AS item
    UNION SELECT source FROM links WHERE target = NEW.item
    UNION SELECT other.target FROM links CROSS JOIN links AS other
      WHERE links.target = NEW.item AND other.source = links.source AND other.place = links.place
  ) AS shown CROSS JOIN (SELECT coalesce((SELECT at FROM events ORDER BY id DESC LIMIT 1), NEW.published) AS at) AS event
  WHERE true
  ON CONFLICT (item) DO UPDATE SET since = excluded.since, claim = '', failures = 0;
END;

-- A link that comes or goes changes the lists of its target. (That of its source has a new edition.)
CREATE TRIGGER links_stale_in AFTER INSERT ON links BEGIN
  INSERT INTO stale_documents (item, expired, since)
  SELECT NEW.target, event.at, event.at
  FROM (SELECT coalesce((SELECT at FROM events ORDER BY id DESC LIMIT 1), '') AS at) AS event WHERE true
  ON CONFLICT (item) DO UPDATE SET since = excluded.since, claim = '', failures = 0;
END;

CREATE TRIGGER links_stale_out AFTER DELETE ON links BEGIN
  INSERT INTO stale_documents (item, expired, since)
  SELECT OLD.target, event.at, event.at
  FROM (SELECT coalesce((SELECT at FROM events ORDER BY id DESC LIMIT 1), '') AS at) AS event WHERE true
  ON CONFLICT (item) DO UPDATE SET since = excluded.since, claim = '', failures = 0;
END;

-- What is published already is computed like what will be.
INSERT INTO stale_documents (item, expired, since)
SELECT id, published, published FROM items;
