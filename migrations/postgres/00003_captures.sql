-- +goose Up
-- The texts of sources, as they were read.
CREATE TABLE source_texts (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source_id bigint NOT NULL REFERENCES sources (id),
  sha256    text NOT NULL,
  text      text NOT NULL,
  parts     text NOT NULL, -- JSON
  kept_by   text NOT NULL,
  kept_at   timestamptz NOT NULL,
  UNIQUE (source_id, sha256)
);

ALTER TABLE claims ADD COLUMN text_id bigint REFERENCES source_texts (id);
ALTER TABLE claims ADD COLUMN text_start bigint NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN text_end bigint NOT NULL DEFAULT 0;
CREATE INDEX claims_in_text ON claims (text_id, text_start, id) WHERE text_id IS NOT NULL;

-- Articles that are being gone through. The desk is the drafts, as JSON.
CREATE TABLE captures (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id  text COLLATE "C" NOT NULL UNIQUE,
  state      text NOT NULL CHECK (state IN ('open', 'logged', 'dropped')),
  title      text NOT NULL,
  sha256     text NOT NULL,
  text       text NOT NULL,
  parts      text NOT NULL, -- JSON
  desk       text NOT NULL,
  waiting    bigint NOT NULL,
  kept       bigint NOT NULL,
  source_id  bigint REFERENCES sources (id),
  by_name    text NOT NULL,
  started_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX captures_by_state ON captures (state, changed_at, id);
CREATE INDEX captures_of_text ON captures (sha256, state, id);
