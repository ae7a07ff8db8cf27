-- +goose Up
-- Uploads. The content is NULL where it is kept in a folder.
CREATE TABLE files (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sha256  text NOT NULL UNIQUE,
  type    text NOT NULL CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
  size    bigint NOT NULL,
  content bytea,
  kept_by text NOT NULL,
  kept_at timestamptz NOT NULL
);

ALTER TABLE evidence ADD COLUMN kept_at timestamptz; -- when the text was fetched; NULL where somebody gave it
ALTER TABLE evidence ADD COLUMN file_id bigint REFERENCES files (id);
ALTER TABLE evidence ADD COLUMN file_name text NOT NULL DEFAULT '';

-- What became of links.
CREATE TABLE links (
  address    text PRIMARY KEY,
  state      text NOT NULL CHECK (state IN ('well', 'failing', 'dead', 'closed')),
  status     bigint NOT NULL, -- of HTTP, 0 for no answer
  since      timestamptz NOT NULL,    -- the state holds
  checked_at timestamptz NOT NULL
);
CREATE INDEX links_by_check ON links (checked_at);
