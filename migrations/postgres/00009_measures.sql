-- +goose Up
-- Criteria of claims that a machine can read. Those that were changed or
-- dropped stay; one of a claim stands.
CREATE TABLE measures (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id   bigint NOT NULL REFERENCES claims (id),
  stands     boolean NOT NULL,
  address    text NOT NULL,
  path       text NOT NULL,
  comparison text NOT NULL CHECK (comparison IN ('at_least', 'more_than', 'at_most', 'less_than', 'equal', 'unequal', 'is_true', 'is_false')),
  value      text NOT NULL, -- as it was typed
  on_day     date,          -- NULL: by the deadline
  set_by     text NOT NULL,
  set_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX measures_of_claim ON measures (claim_id) WHERE stands;

-- What was found, or why nothing was.
CREATE TABLE readings (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  measure_id bigint NOT NULL REFERENCES measures (id),
  read_at    timestamptz NOT NULL,
  value      text NOT NULL,
  decision   text NOT NULL CHECK (decision IN ('yes', 'no', 'failed')),
  failure    text NOT NULL, -- JSON, or ''
  sha256     text NOT NULL  -- of the answer, or ''
);
CREATE INDEX readings_of_measure ON readings (measure_id, decision, id);
