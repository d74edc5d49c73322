-- Refusals are deleted after some time, the oldest first: an index over them alone finds these among all events.
CREATE INDEX events_refused ON events (at) WHERE code IS NOT NULL;
