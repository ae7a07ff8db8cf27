-- +goose Up
-- Uploads. The content is NULL where it is kept in a folder.
CREATE TABLE files (
  id      INTEGER PRIMARY KEY,
  sha256  TEXT NOT NULL UNIQUE,
  type    TEXT NOT NULL CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
  size    INTEGER NOT NULL,
  content BLOB,
  kept_by TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT;

ALTER TABLE evidence ADD COLUMN kept_at TEXT; -- when the text was fetched; NULL where somebody gave it
ALTER TABLE evidence ADD COLUMN file_id INTEGER REFERENCES files (id);
ALTER TABLE evidence ADD COLUMN file_name TEXT NOT NULL DEFAULT '';

-- What became of links.
CREATE TABLE links (
  address    TEXT PRIMARY KEY,
  state      TEXT NOT NULL CHECK (state IN ('well', 'failing', 'dead', 'closed')),
  status     INTEGER NOT NULL, -- of HTTP, 0 for no answer
  since      TEXT NOT NULL,    -- the state holds
  checked_at TEXT NOT NULL
) STRICT;
CREATE INDEX links_by_check ON links (checked_at);
