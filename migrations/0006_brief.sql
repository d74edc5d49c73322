-- Derived: what a reference to an item needs of its live edition, which is little: single facts, names, and what of it is
-- unverified. Whoever shows a reference reads this instead of the whole record; kept by the trigger below.
ALTER TABLE live ADD COLUMN brief TEXT NOT NULL DEFAULT '{}';

DROP TRIGGER editions_live;

CREATE TRIGGER editions_live AFTER INSERT ON editions BEGIN
  REPLACE INTO live (id, kind, slug, first, number, facts, texts, withdrawals, published, links, brief)
  SELECT items.id, items.kind, items.slug, items.published, NEW.number, NEW.facts, NEW.texts, NEW.withdrawals,
    NEW.published, coalesce((SELECT before.links FROM live AS before WHERE before.id = items.id), '{}'),
    json_object(
      'facts', json((SELECT json_group_object(fact.key, json(NEW.facts -> fact.fullkey)) FROM json_each(NEW.facts) AS fact
        WHERE fact.type NOT IN ('array', 'object') OR fact.key = 'unverified')),
      'texts', json((SELECT json_group_object(language.key, json((
          SELECT json_group_object(field.key, json(language.value -> field.fullkey)) FROM json_each(language.value) AS field
          WHERE field.key IN ('name', 'reading', 'unverified'))))
        FROM json_each(NEW.texts) AS language)))
  FROM items WHERE items.id = NEW.item AND items.live = NEW.number;
END;

UPDATE live SET brief = json_object(
  'facts', json((SELECT json_group_object(fact.key, json(live.facts -> fact.fullkey)) FROM json_each(live.facts) AS fact
    WHERE fact.type NOT IN ('array', 'object') OR fact.key = 'unverified')),
  'texts', json((SELECT json_group_object(language.key, json((
      SELECT json_group_object(field.key, json(language.value -> field.fullkey)) FROM json_each(language.value) AS field
      WHERE field.key IN ('name', 'reading', 'unverified'))))
    FROM json_each(live.texts) AS language)));
