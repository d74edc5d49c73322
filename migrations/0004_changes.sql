-- What was published last, in any kind: the newest rows of whole kinds, in one language.
CREATE INDEX listings_by_modified ON listings (language, modified DESC, item) WHERE filter = '';
