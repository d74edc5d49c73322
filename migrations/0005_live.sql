-- Derived: every item with its live edition in one row, as readers ask for it, kept by the triggers below. `links`
-- holds what its links outside lists lead to, by relation: a card finds what it shows without a row more.
CREATE TABLE live (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  slug TEXT NOT NULL,
  first TEXT NOT NULL,
  number INTEGER NOT NULL,
  facts TEXT NOT NULL,
  texts TEXT NOT NULL,
  withdrawals TEXT NOT NULL,
  published TEXT NOT NULL,
  links TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Every change of an item comes with a new edition, behind the row in `items` that names it, before the links.
CREATE TRIGGER editions_live AFTER INSERT ON editions BEGIN
  REPLACE INTO live (id, kind, slug, first, number, facts, texts, withdrawals, published, links)
  SELECT items.id, items.kind, items.slug, items.published, NEW.number, NEW.facts, NEW.texts, NEW.withdrawals,
    NEW.published, coalesce((SELECT before.links FROM live AS before WHERE before.id = items.id), '{}')
  FROM items WHERE items.id = NEW.item AND items.live = NEW.number;
END;

CREATE TRIGGER links_live_in AFTER INSERT ON links WHEN NEW.place = -1 BEGIN
  UPDATE live SET links = json_patch(links, json_object(NEW.relation, NEW.target)) WHERE id = NEW.source;
END;

CREATE TRIGGER links_live_out AFTER DELETE ON links WHEN OLD.place = -1 BEGIN
  UPDATE live SET links = json_patch(links, json_object(OLD.relation, NULL)) WHERE id = OLD.source;
END;

INSERT INTO live (id, kind, slug, first, number, facts, texts, withdrawals, published, links)
SELECT items.id, items.kind, items.slug, items.published, editions.number, editions.facts, editions.texts,
  editions.withdrawals, editions.published,
  (SELECT json_group_object(relation, target) FROM links WHERE source = items.id AND place = -1)
FROM items JOIN editions ON editions.item = items.id AND editions.number = items.live;
