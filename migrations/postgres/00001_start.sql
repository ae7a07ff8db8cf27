-- +goose Up
CREATE TABLE speakers (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id   text COLLATE "C" NOT NULL UNIQUE,
  name        text NOT NULL,
  folded      text NOT NULL,
  role        text NOT NULL,
  links       text NOT NULL, -- one a line
  note        text NOT NULL,
  merged_into bigint REFERENCES speakers (id),
  claims      bigint NOT NULL DEFAULT 0, -- made by them and not withdrawn
  added_at    timestamptz NOT NULL,
  version     bigint NOT NULL
);
CREATE INDEX speakers_by_claims ON speakers (claims, id);
CREATE INDEX speakers_by_name ON speakers (folded, id);

-- The name itself, at position 0, and the aliases.
CREATE TABLE speaker_names (
  speaker_id bigint NOT NULL REFERENCES speakers (id),
  position   bigint NOT NULL,
  name       text NOT NULL,
  folded     text NOT NULL,
  PRIMARY KEY (speaker_id, position)
);
CREATE INDEX speaker_names_folded ON speaker_names (folded);

CREATE TABLE sources (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id    text COLLATE "C" NOT NULL UNIQUE,
  title        text NOT NULL,
  folded       text NOT NULL,
  link         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('article', 'talk', 'post', 'interview', 'book', 'filing')),
  author       text NOT NULL,
  publisher    text NOT NULL,
  event        text NOT NULL,
  event_on     date,
  published_on date,
  lang         text NOT NULL,
  added_at     timestamptz NOT NULL,
  version      bigint NOT NULL
);
CREATE INDEX sources_folded ON sources (folded);
CREATE INDEX sources_link ON sources (link);

CREATE TABLE questions (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id   text COLLATE "C" NOT NULL UNIQUE,
  proposition text NOT NULL,
  folded      text NOT NULL,
  criteria    text NOT NULL,
  added_at    timestamptz NOT NULL
);
CREATE INDEX questions_folded ON questions (folded);

CREATE TABLE claims (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id          text COLLATE "C" NOT NULL UNIQUE,
  statement          text NOT NULL,
  statement_key      text NOT NULL,
  quote              text NOT NULL,
  quote_lang         text NOT NULL,
  translation        text NOT NULL,
  speaker_id         bigint NOT NULL REFERENCES speakers (id),
  reporter_id        bigint REFERENCES speakers (id),
  source_id          bigint REFERENCES sources (id),
  place              text NOT NULL,
  said_on            date NOT NULL, -- 0001-01-01 when not known, so that it sorts
  deadline_from      date,
  deadline_to        date NOT NULL, -- 9999-12-31 when open
  deadline_precision text NOT NULL CHECK (deadline_precision IN ('', 'day', 'month', 'quarter', 'half', 'year')),
  deadline_kind      text NOT NULL CHECK (deadline_kind IN ('stated', 'inferred', 'open')),
  deadline_words     text NOT NULL,
  review_on          date,
  due_on             date,
  condition          text NOT NULL,
  criteria           text NOT NULL,
  checkable          boolean NOT NULL,
  basis              text NOT NULL CHECK (basis IN ('none', 'stated', 'worded')),
  probability        bigint NOT NULL CHECK (probability BETWEEN 0 AND 1000000),
  confidence_words   text NOT NULL,
  question_id        bigint REFERENCES questions (id),
  side               text NOT NULL CHECK (side IN ('yes', 'no')),
  state              text NOT NULL CHECK (state IN ('open', 'due', 'judged', 'void', 'withdrawn')),
  flagged_at         timestamptz,
  logged_by          text NOT NULL,
  logged_at          timestamptz NOT NULL,
  version            bigint NOT NULL,
  -- what lists and scores need of the verdict that stands
  verdict_id         bigint,
  grade              text NOT NULL CHECK (grade IN ('', 'true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'void')),
  reason             text NOT NULL,
  happened_on        date,
  judged_at          timestamptz,
  provisional        boolean NOT NULL,
  outcome            text NOT NULL CHECK (outcome IN ('', 'yes', 'no')),
  days_late          bigint NOT NULL
);
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
  topic    text NOT NULL,
  claim_id bigint NOT NULL REFERENCES claims (id),
  position bigint NOT NULL,
  PRIMARY KEY (topic, claim_id)
);
CREATE INDEX claim_topics_of_claim ON claim_topics (claim_id, position, topic);

CREATE TABLE verdicts (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id    bigint NOT NULL REFERENCES claims (id),
  grade       text NOT NULL CHECK (grade IN ('true', 'mostly_true', 'mixed', 'mostly_false', 'false', 'void')),
  reason      text NOT NULL CHECK (reason IN ('', 'condition_not_met', 'ambiguous', 'no_result', 'not_checkable', 'other')),
  happened_on date,
  note        text NOT NULL,
  provisional boolean NOT NULL,
  given_by    text NOT NULL,
  given_at    timestamptz NOT NULL,
  supersedes  bigint REFERENCES verdicts (id),
  undone_at   timestamptz,
  undone_by   text NOT NULL
);
CREATE INDEX verdicts_of_claim ON verdicts (claim_id, id);

CREATE TABLE evidence (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  verdict_id bigint NOT NULL REFERENCES verdicts (id),
  link       text NOT NULL,
  title      text NOT NULL,
  text       text NOT NULL,
  sha256     text NOT NULL
);
CREATE INDEX evidence_of_verdict ON evidence (verdict_id, id);

-- The append-only log. The texts are hashed as they stand here.
CREATE TABLE entries (
  number   bigint PRIMARY KEY,
  made_at  timestamptz NOT NULL,
  made_by  text NOT NULL,
  kind     text NOT NULL,
  subject  text NOT NULL,
  change   text NOT NULL,
  previous text NOT NULL,
  hash     text NOT NULL UNIQUE
);
CREATE INDEX entries_of_subject ON entries (subject, number);

CREATE TABLE job_runs (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  job        text NOT NULL,
  caused     text NOT NULL CHECK (caused IN ('schedule', 'catch-up', 'by hand')),
  slot       timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at   timestamptz,
  affected   bigint NOT NULL,
  error      text NOT NULL
);
CREATE INDEX job_runs_of_job ON job_runs (job, slot);
