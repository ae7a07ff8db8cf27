-- +goose Up
-- The texts of sources, as they were read.
CREATE TABLE source_texts (
  id        INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources (id),
  sha256    TEXT NOT NULL,
  text      TEXT NOT NULL,
  parts     TEXT NOT NULL, -- JSON
  kept_by   TEXT NOT NULL,
  kept_at   TEXT NOT NULL,
  UNIQUE (source_id, sha256)
) STRICT;

ALTER TABLE claims ADD COLUMN text_id INTEGER REFERENCES source_texts (id);
ALTER TABLE claims ADD COLUMN text_start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN text_end INTEGER NOT NULL DEFAULT 0;
CREATE INDEX claims_in_text ON claims (text_id, text_start, id) WHERE text_id IS NOT NULL;

-- Articles that are being gone through. The desk is the drafts, as JSON.
CREATE TABLE captures (
  id         INTEGER PRIMARY KEY,
  public_id  TEXT NOT NULL UNIQUE,
  state      TEXT NOT NULL CHECK (state IN ('open', 'logged', 'dropped')),
  title      TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  text       TEXT NOT NULL,
  parts      TEXT NOT NULL, -- JSON
  desk       TEXT NOT NULL,
  waiting    INTEGER NOT NULL,
  kept       INTEGER NOT NULL,
  source_id  INTEGER REFERENCES sources (id),
  by_name    TEXT NOT NULL,
  started_at TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;
CREATE INDEX captures_by_state ON captures (state, changed_at, id);
CREATE INDEX captures_of_text ON captures (sha256, state, id);
