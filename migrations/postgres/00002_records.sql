-- +goose Up
ALTER TABLE claims ADD COLUMN reference bigint CHECK (reference BETWEEN 0 AND 1000000);
ALTER TABLE claims ADD COLUMN reference_link text NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN disputed boolean NOT NULL DEFAULT false;
ALTER TABLE claims ADD COLUMN external_id text COLLATE "C" NOT NULL DEFAULT '';
CREATE UNIQUE INDEX claims_external ON claims (external_id) WHERE external_id <> '';
-- sorted by, alike on every server
ALTER TABLE speakers ALTER COLUMN folded TYPE text COLLATE "C";
ALTER TABLE claim_topics ALTER COLUMN topic TYPE text COLLATE "C";
-- tallies are kept below
DROP INDEX claims_tally;
CREATE INDEX claims_of_speaker_by_state ON claims (speaker_id, state, deadline_to, days_late);
CREATE INDEX claims_with_verdict ON claims (deadline_to) WHERE verdict_id IS NOT NULL;

-- Tallies of each speaker's claims, in step with them. horizon '' with year 0 is
-- all horizons and years; topic '' and words '' are all claims.
CREATE TABLE records (
  topic      text COLLATE "C" NOT NULL,
  words      text COLLATE "C" NOT NULL,
  horizon    text COLLATE "C" NOT NULL,
  year       bigint NOT NULL,
  speaker_id bigint NOT NULL REFERENCES speakers (id),
  claims bigint NOT NULL,
  open bigint NOT NULL,
  due bigint NOT NULL,
  judged bigint NOT NULL,
  void bigint NOT NULL,
  withdrawn bigint NOT NULL,
  uncheckable bigint NOT NULL,
  disputed bigint NOT NULL,
  voided_condition bigint NOT NULL,
  voided_ambiguous bigint NOT NULL,
  voided_no_result bigint NOT NULL,
  voided_not_checkable bigint NOT NULL,
  voided_other bigint NOT NULL,
  strict_n bigint NOT NULL,
  strict_true bigint NOT NULL,
  mixed bigint NOT NULL,
  quarters bigint NOT NULL,
  provisional bigint NOT NULL,
  late bigint NOT NULL,
  stated_n bigint NOT NULL,
  stated_yes bigint NOT NULL,
  stated_squared bigint NOT NULL,
  stated_log bigint NOT NULL,
  stated_even bigint NOT NULL,
  stated_even_yes bigint NOT NULL,
  stated_ref_n bigint NOT NULL,
  stated_ref_own bigint NOT NULL,
  stated_ref_squared bigint NOT NULL,
  worded_n bigint NOT NULL,
  worded_yes bigint NOT NULL,
  worded_squared bigint NOT NULL,
  worded_log bigint NOT NULL,
  worded_even bigint NOT NULL,
  worded_even_yes bigint NOT NULL,
  worded_ref_n bigint NOT NULL,
  worded_ref_own bigint NOT NULL,
  worded_ref_squared bigint NOT NULL,
  PRIMARY KEY (topic, words, horizon, year, speaker_id)
);
CREATE INDEX records_of_speaker ON records (speaker_id);
CREATE INDEX records_by_words ON records (words) WHERE words <> '';

-- The same for calibration: probabilities by bin, in parts per million.
CREATE TABLE record_bins (
  topic      text COLLATE "C" NOT NULL,
  speaker_id bigint NOT NULL REFERENCES speakers (id),
  basis      text NOT NULL CHECK (basis IN ('stated', 'worded')),
  bin        bigint NOT NULL CHECK (bin BETWEEN 0 AND 9),
  n bigint NOT NULL,
  yes bigint NOT NULL,
  p bigint NOT NULL,
  pp bigint NOT NULL,
  p_yes bigint NOT NULL,
  PRIMARY KEY (topic, speaker_id, basis, bin)
);
CREATE INDEX record_bins_of_speaker ON record_bins (speaker_id);

CREATE TABLE disputes (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id   bigint NOT NULL REFERENCES claims (id),
  verdict_id bigint NOT NULL REFERENCES verdicts (id),
  reason     text NOT NULL,
  link       text NOT NULL,
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL,
  settled    text NOT NULL CHECK (settled IN ('', 'revised', 'rejected')),
  settled_by text NOT NULL,
  settled_at timestamptz,
  answer     text NOT NULL,
  revised_by bigint REFERENCES verdicts (id)
);
CREATE INDEX disputes_of_claim ON disputes (claim_id, id);

CREATE TABLE forecasts (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  claim_id    bigint NOT NULL REFERENCES claims (id),
  made_by     text COLLATE "C" NOT NULL,
  probability bigint NOT NULL CHECK (probability BETWEEN 0 AND 1000000),
  note        text NOT NULL,
  made_at     timestamptz NOT NULL
);
CREATE INDEX forecasts_on_claim ON forecasts (claim_id, id);
CREATE INDEX forecasts_of_user ON forecasts (made_by, id);
