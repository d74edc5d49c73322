-- What an editor's list of items is filtered by: items that are withdrawn in a language at least, and drafts that are there.
-- (A row of `drafts` stays when its draft is gone.)
CREATE INDEX live_withdrawn ON live (id) WHERE withdrawals <> '{}';
CREATE INDEX drafts_present ON drafts (item) WHERE record IS NOT NULL;
