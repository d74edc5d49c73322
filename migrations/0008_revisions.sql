-- Every save of a draft: who saved what, when. Nothing here is overwritten or deleted, so that a draft that was overwritten,
-- discarded or published can be seen and brought back. `base` is the live edition that the record was made from, 0 for none.
-- `changed` says by which revision the texts of each language were changed last; a language that it lacks: by this one.
CREATE TABLE revisions (
  item TEXT NOT NULL,
  revision INTEGER NOT NULL,
  base INTEGER NOT NULL,
  changed TEXT NOT NULL,
  saved TEXT NOT NULL,
  who TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (item, revision)
) STRICT, WITHOUT ROWID;

-- The live edition that the present draft was made from, or was compared with since.
ALTER TABLE drafts ADD COLUMN base INTEGER NOT NULL DEFAULT 0;

-- A draft of before was made from the edition that was live when it was saved.
UPDATE drafts SET base = coalesce((
  SELECT max(event.edition) FROM events AS event
  WHERE event.item = drafts.item AND event.code IS NULL AND event.id < (
    SELECT saved.id FROM events AS saved
    WHERE saved.item = drafts.item AND saved.command = 'save' AND saved.code IS NULL AND saved.revision = drafts.revision
  )), 0)
WHERE record IS NOT NULL;

INSERT INTO revisions (item, revision, base, changed, saved, who, record)
SELECT item, revision, base, '{}', saved, who, record FROM drafts WHERE record IS NOT NULL;

-- Derived: since which edition, and when, readers of each language get the texts that are live. A publication in one
-- language leaves the texts of the others, and what is known of them, as they are.
ALTER TABLE live ADD COLUMN since TEXT NOT NULL DEFAULT '{}';

DROP TRIGGER editions_live;

-- Since the edition behind the last one that had other texts in the language, or had it withdrawn. The row that was live
-- before knows that of its own texts; only what came after it is compared (an import brings several editions at once).
CREATE TRIGGER editions_live AFTER INSERT ON editions BEGIN
  REPLACE INTO live (id, kind, slug, first, number, facts, texts, withdrawals, published, links, brief, since)
  SELECT items.id, items.kind, items.slug, items.published, NEW.number, NEW.facts, NEW.texts, NEW.withdrawals,
    NEW.published, coalesce((SELECT before.links FROM live AS before WHERE before.id = items.id), '{}'),
    json_object(
      'facts', json((SELECT json_group_object(fact.key, json(NEW.facts -> fact.fullkey)) FROM json_each(NEW.facts) AS fact
        WHERE fact.type NOT IN ('array', 'object') OR fact.key = 'unverified')),
      'texts', json((SELECT json_group_object(language.key, json((
          SELECT json_group_object(field.key, json(language.value -> field.fullkey)) FROM json_each(language.value) AS field
          WHERE field.key IN ('name', 'reading', 'unverified'))))
        FROM json_each(NEW.texts) AS language))),
    (SELECT json_group_object(language.key, json_object('edition', first.number, 'published', first.published))
      FROM json_each(NEW.texts) AS language
      LEFT JOIN live AS before ON before.id = NEW.item
      JOIN editions AS first ON first.item = NEW.item AND first.number = coalesce((
          SELECT max(other.number) + 1 FROM editions AS other
          WHERE other.item = NEW.item AND other.number < NEW.number AND other.number >= coalesce(before.number, 1)
            AND (other.texts -> language.fullkey IS NOT NEW.texts -> language.fullkey
              OR other.withdrawals -> language.fullkey IS NOT NULL)),
        before.since -> language.fullkey ->> '$.edition', 1)
      WHERE NEW.withdrawals -> language.fullkey IS NULL)
  FROM items WHERE items.id = NEW.item AND items.live = NEW.number;
END;

UPDATE live SET since = (
  SELECT json_group_object(language.key, json_object('edition', first.number, 'published', first.published))
  FROM json_each(live.texts) AS language
  JOIN editions AS first ON first.item = live.id AND first.number = coalesce((
      SELECT max(other.number) + 1 FROM editions AS other
      WHERE other.item = live.id AND other.number < live.number
        AND (other.texts -> language.fullkey IS NOT live.texts -> language.fullkey
          OR other.withdrawals -> language.fullkey IS NOT NULL)), 1)
  WHERE live.withdrawals -> language.fullkey IS NULL);
