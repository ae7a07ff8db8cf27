-- +goose Up
-- Secrets in the addresses of private feeds: only what they hash to.
CREATE TABLE feed_keys (
  id         INTEGER PRIMARY KEY,
  public_id  TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  hash       TEXT NOT NULL UNIQUE,
  made_by    TEXT NOT NULL,
  made_at    TEXT NOT NULL,
  used_on    TEXT,
  revoked_at TEXT
) STRICT;
