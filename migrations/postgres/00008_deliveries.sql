-- +goose Up
-- What is told to people, kept before it is sent.
CREATE TABLE deliveries (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id text COLLATE "C" NOT NULL UNIQUE,
  kind      text NOT NULL CHECK (kind IN ('digest', 'trouble', 'test')),
  recipient text NOT NULL,
  period    text NOT NULL,
  channel   text NOT NULL CHECK (channel IN ('mail', 'chat', 'webhook')),
  matter    text NOT NULL, -- JSON
  state     text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'given up', 'dropped')),
  attempts  bigint NOT NULL,
  error     text NOT NULL,
  next_try  timestamptz,
  made_at   timestamptz NOT NULL,
  tried_at  timestamptz,
  sent_at   timestamptz,
  UNIQUE (recipient, period, channel)
);
CREATE INDEX deliveries_ready ON deliveries (next_try) WHERE next_try IS NOT NULL;
CREATE INDEX deliveries_failing ON deliveries (id) WHERE state IN ('failed', 'given up');
CREATE INDEX deliveries_told ON deliveries (recipient, state, made_at);

-- What links are signed with, as hexadecimal digits.
CREATE TABLE signing_keys (
  name    text NOT NULL PRIMARY KEY,
  key     text NOT NULL,
  made_at timestamptz NOT NULL
);
