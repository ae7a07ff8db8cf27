-- +goose Up
CREATE TABLE speakers (
  id          INTEGER PRIMARY KEY,
  public_id   TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  folded      TEXT NOT NULL,
  role        TEXT NOT NULL,
  links       TEXT NOT NULL, -- one a line
  note        TEXT NOT NULL,
  merged_into INTEGER REFERENCES speakers (id),
  claims      INTEGER NOT NULL DEFAULT 0, -- made by them and not withdrawn
  added_at    TEXT NOT NULL,
  version     INTEGER NOT NULL
) STRICT;
CREATE INDEX speakers_by_claims ON speakers (claims, id);
CREATE INDEX speakers_by_name ON speakers (folded, id);

-- The name itself, at position 0, and the aliases.
CREATE TABLE speaker_names (
  speaker_id INTEGER NOT NULL REFERENCES speakers (id),
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  folded     TEXT NOT NULL,
  PRIMARY KEY (speaker_id, position)
) STRICT;
CREATE INDEX speaker_names_folded ON speaker_names (folded);

CREATE TABLE sources (
  id           INTEGER PRIMARY KEY,
  public_id    TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  folded       TEXT NOT NULL,
  link         TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('article', 'talk', 'post', 'interview', 'book', 'filing')),
  author       TEXT NOT NULL,
  publisher    TEXT NOT NULL,
  event        TEXT NOT NULL,
  event_on     TEXT,
  published_on TEXT,
  lang         TEXT NOT NULL,
  added_at     TEXT NOT NULL,
  version      INTEGER NOT NULL
) STRICT;
CREATE INDEX sources_folded ON sources (folded);
CREATE INDEX sources_link ON sources (link);

CREATE TABLE questions (
  id          INTEGER PRIMARY KEY,
  public_id   TEXT NOT NULL UNIQUE,
  proposition TEXT NOT NULL,
  folded      TEXT NOT NULL,
  criteria    TEXT NOT NULL,
  added_at    TEXT NOT NULL
) STRICT;
CREATE INDEX questions_folded ON questions (folded);

CREATE TABLE claims (
  id                 INTEGER PRIMARY KEY,
  public_id          TEXT NOT NULL UNIQUE,
  statement          TEXT NOT NULL,
  statement_key      TEXT NOT NULL,
  quote              TEXT NOT NULL,
  quote_lang         TEXT NOT NULL,
  translation        TEXT NOT NULL,
  speaker_id         INTEGER NOT NULL REFERENCES speakers (id),
  reporter_id        INTEGER REFERENCES speakers (id),
  source_id          INTEGER REFERENCES sources (id),
  place              TEXT NOT NULL,
  said_on            TEXT NOT NULL, -- 0001-01-01 when not known, so that it sorts
  deadline_from      TEXT,
  deadline_to        TEXT NOT NULL, -- 9999-12-31 when open
  deadline_precision TEXT NOT NULL CHECK (deadline_precision IN ('', 'day', 'month', 'quarter', 'half', 'year')),
  deadline_kind      TEXT NOT NULL CHECK (deadline_kind IN ('stated', 'inferred', 'open')),
  deadline_words     TEXT NOT NULL,
  review_on          TEXT,
  due_on             TEXT,
  condition          TEXT NOT NULL,
  criteria           TEXT NOT NULL,
  checkable          INTEGER NOT NULL,
  basis              TEXT NOT NULL CHECK (basis IN ('none', 'stated', 'worded')),
  probability        INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 1000000),
  confidence_words   TEXT NOT NULL,
  question_id        INTEGER REFERENCES questions (id),
  side               TEXT NOT NULL CHECK (side IN ('yes', 'no')),
  state              TEXT NOT NULL CHECK (state IN ('open', 'due', 'judged', 'void', 'withdrawn')),
  flagged_at         TEXT,
  logged_by          TEXT NOT NULL,
  logged_at          TEXT NOT NULL,
  version            INTEGER NOT NULL,
  -- what lists and scores need of the verdict that stands
  verdict_id         INTEGER,
  grade              TEXT NOT NULL CHECK (grade IN ('', 'true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'void')),
  reason             TEXT NOT NULL,
  happened_on        TEXT,
  judged_at          TEXT,
  provisional        INTEGER NOT NULL,
  outcome            TEXT NOT NULL CHECK (outcome IN ('', 'yes', 'no')),
  days_late          INTEGER NOT NULL
) STRICT;
CREATE INDEX claims_due ON claims (state, due_on, id);
CREATE INDEX claims_by_deadline ON claims (deadline_to, id);
CREATE INDEX claims_by_said ON claims (said_on, id);
CREATE INDEX claims_of_speaker ON claims (speaker_id, id);
CREATE INDEX claims_of_reporter ON claims (reporter_id) WHERE reporter_id IS NOT NULL;
CREATE INDEX claims_of_source ON claims (source_id, id);
CREATE INDEX claims_of_question ON claims (question_id, id) WHERE question_id IS NOT NULL;
CREATE INDEX claims_alike ON claims (speaker_id, statement_key);
-- all that a tally adds up, so that it need not look at the claims
CREATE INDEX claims_tally ON claims (speaker_id, state, outcome, grade, provisional, days_late, deadline_to, checkable, basis, probability);

CREATE TABLE claim_topics (
  topic    TEXT NOT NULL,
  claim_id INTEGER NOT NULL REFERENCES claims (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (topic, claim_id)
) STRICT;
CREATE INDEX claim_topics_of_claim ON claim_topics (claim_id, position, topic);

CREATE TABLE verdicts (
  id          INTEGER PRIMARY KEY,
  claim_id    INTEGER NOT NULL REFERENCES claims (id),
  grade       TEXT NOT NULL CHECK (grade IN ('true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'void')),
  reason      TEXT NOT NULL CHECK (reason IN ('', 'condition_not_met', 'ambiguous', 'no_result', 'not_checkable', 'other')),
  happened_on TEXT,
  note        TEXT NOT NULL,
  provisional INTEGER NOT NULL,
  given_by    TEXT NOT NULL,
  given_at    TEXT NOT NULL,
  supersedes  INTEGER REFERENCES verdicts (id),
  undone_at   TEXT,
  undone_by   TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_of_claim ON verdicts (claim_id, id);

CREATE TABLE evidence (
  id         INTEGER PRIMARY KEY,
  verdict_id INTEGER NOT NULL REFERENCES verdicts (id),
  link       TEXT NOT NULL,
  title      TEXT NOT NULL,
  text       TEXT NOT NULL,
  sha256     TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_of_verdict ON evidence (verdict_id, id);

-- The append-only log. The texts are hashed as they stand here.
CREATE TABLE entries (
  number   INTEGER PRIMARY KEY,
  made_at  TEXT NOT NULL,
  made_by  TEXT NOT NULL,
  kind     TEXT NOT NULL,
  subject  TEXT NOT NULL,
  change   TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash     TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX entries_of_subject ON entries (subject, number);

CREATE TABLE job_runs (
  id         INTEGER PRIMARY KEY,
  job        TEXT NOT NULL,
  caused     TEXT NOT NULL CHECK (caused IN ('schedule', 'catch-up', 'by hand')),
  slot       TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at   TEXT,
  affected   INTEGER NOT NULL,
  error      TEXT NOT NULL
) STRICT;
CREATE INDEX job_runs_of_job ON job_runs (job, slot);
