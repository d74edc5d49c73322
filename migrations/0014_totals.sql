-- How many items of a list were modified since a moment is counted by this index, which has all that the count compares.
CREATE INDEX listings_by_modification ON listings (kind, language, filter, modified, fallback);
