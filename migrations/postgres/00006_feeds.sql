-- +goose Up
-- Secrets in the addresses of private feeds: only what they hash to.
CREATE TABLE feed_keys (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id  text NOT NULL UNIQUE,
  name       text NOT NULL,
  hash       text NOT NULL UNIQUE,
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL,
  used_on    date,
  revoked_at timestamptz
);
