-- Derived: what drafts may link to, kept by the triggers below. It is each value of a draft's facts that has the form of a
-- slug, by its place (`field`, or `list.field`). Which of these places are links, and to which kind, the definitions of
-- kinds say.
CREATE TABLE draft_links (
  item TEXT NOT NULL,
  relation TEXT NOT NULL,
  slug TEXT NOT NULL,
  PRIMARY KEY (item, relation, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_links_by_slug ON draft_links (slug, relation, item);

-- `path` is '$.facts', or '$.facts.list[0]' for what is in an entry of a list.
CREATE VIEW draft_slugs AS
SELECT DISTINCT drafts.item AS item,
  CASE value.path WHEN '$.facts' THEN value.key
    ELSE substr(value.path, 9, instr(value.path, '[') - 9) || '.' || value.key END AS relation,
  value.atom AS slug
FROM drafts JOIN json_tree(drafts.record, '$.facts') AS value
WHERE value.type = 'text' AND typeof(value.key) = 'text' AND length(value.atom) <= 80
  AND value.atom NOT GLOB '*[^a-z0-9-]*' AND (value.path = '$.facts' OR value.path GLOB '$.facts.*[[]*]');

CREATE TRIGGER drafts_links_in AFTER INSERT ON drafts BEGIN
  INSERT INTO draft_links (item, relation, slug) SELECT item, relation, slug FROM draft_slugs WHERE item = NEW.item;
END;

CREATE TRIGGER drafts_links_out AFTER DELETE ON drafts BEGIN
  DELETE FROM draft_links WHERE item = OLD.item;
END;

CREATE TRIGGER drafts_links_anew AFTER UPDATE OF record ON drafts BEGIN
  DELETE FROM draft_links WHERE item = NEW.item;
  INSERT INTO draft_links (item, relation, slug) SELECT item, relation, slug FROM draft_slugs WHERE item = NEW.item;
END;

INSERT INTO draft_links (item, relation, slug) SELECT item, relation, slug FROM draft_slugs;
