-- +goose Up
-- Criteria of claims that a machine can read. Those that were changed or
-- dropped stay; one of a claim stands.
CREATE TABLE measures (
  id         INTEGER PRIMARY KEY,
  claim_id   INTEGER NOT NULL REFERENCES claims (id),
  stands     INTEGER NOT NULL CHECK (stands IN (0, 1)),
  address    TEXT NOT NULL,
  path       TEXT NOT NULL,
  comparison TEXT NOT NULL CHECK (comparison IN ('at_least', 'more_than', 'at_most', 'less_than', 'equal', 'unequal', 'is_true', 'is_false')),
  value      TEXT NOT NULL, -- as it was typed
  on_day     TEXT,          -- NULL: by the deadline
  set_by     TEXT NOT NULL,
  set_at     TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX measures_of_claim ON measures (claim_id) WHERE stands;

-- What was found, or why nothing was.
CREATE TABLE readings (
  id         INTEGER PRIMARY KEY,
  measure_id INTEGER NOT NULL REFERENCES measures (id),
  read_at    TEXT NOT NULL,
  value      TEXT NOT NULL,
  decision   TEXT NOT NULL CHECK (decision IN ('yes', 'no', 'failed')),
  failure    TEXT NOT NULL, -- JSON, or ''
  sha256     TEXT NOT NULL  -- of the answer, or ''
) STRICT;
CREATE INDEX readings_of_measure ON readings (measure_id, decision, id);
