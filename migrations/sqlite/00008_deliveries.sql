-- +goose Up
-- What is told to people, kept before it is sent.
CREATE TABLE deliveries (
  id        INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  kind      TEXT NOT NULL CHECK (kind IN ('digest', 'trouble', 'test')),
  recipient TEXT NOT NULL,
  period    TEXT NOT NULL,
  channel   TEXT NOT NULL CHECK (channel IN ('mail', 'chat', 'webhook')),
  matter    TEXT NOT NULL, -- JSON
  state     TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'given up', 'dropped')),
  attempts  INTEGER NOT NULL,
  error     TEXT NOT NULL,
  next_try  TEXT,
  made_at   TEXT NOT NULL,
  tried_at  TEXT,
  sent_at   TEXT,
  UNIQUE (recipient, period, channel)
) STRICT;
CREATE INDEX deliveries_ready ON deliveries (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX deliveries_failing ON deliveries (id) WHERE state IN ('failed', 'given up');
CREATE INDEX deliveries_told ON deliveries (recipient, state, made_at);

-- What links are signed with, as hexadecimal digits.
CREATE TABLE signing_keys (
  name    TEXT NOT NULL PRIMARY KEY,
  key     TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
