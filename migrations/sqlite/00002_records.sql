-- +goose Up
ALTER TABLE claims ADD COLUMN reference INTEGER CHECK (reference BETWEEN 0 AND 1000000);
ALTER TABLE claims ADD COLUMN reference_link TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN disputed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX claims_external ON claims (external_id) WHERE external_id <> '';
-- tallies are kept below
DROP INDEX claims_tally;
CREATE INDEX claims_of_speaker_by_state ON claims (speaker_id, state, deadline_to, days_late);
CREATE INDEX claims_with_verdict ON claims (deadline_to) WHERE verdict_id IS NOT NULL;

-- Tallies of each speaker's claims, in step with them. horizon '' with year 0 is
-- all horizons and years; topic '' and words '' are all claims.
CREATE TABLE records (
  topic      TEXT NOT NULL,
  words      TEXT NOT NULL,
  horizon    TEXT NOT NULL,
  year       INTEGER NOT NULL,
  speaker_id INTEGER NOT NULL REFERENCES speakers (id),
  claims INTEGER NOT NULL,
  open INTEGER NOT NULL,
  due INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  void INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  uncheckable INTEGER NOT NULL,
  disputed INTEGER NOT NULL,
  voided_condition INTEGER NOT NULL,
  voided_ambiguous INTEGER NOT NULL,
  voided_no_result INTEGER NOT NULL,
  voided_not_checkable INTEGER NOT NULL,
  voided_other INTEGER NOT NULL,
  strict_n INTEGER NOT NULL,
  strict_true INTEGER NOT NULL,
  mixed INTEGER NOT NULL,
  quarters INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  late INTEGER NOT NULL,
  stated_n INTEGER NOT NULL,
  stated_yes INTEGER NOT NULL,
  stated_squared INTEGER NOT NULL,
  stated_log INTEGER NOT NULL,
  stated_even INTEGER NOT NULL,
  stated_even_yes INTEGER NOT NULL,
  stated_ref_n INTEGER NOT NULL,
  stated_ref_own INTEGER NOT NULL,
  stated_ref_squared INTEGER NOT NULL,
  worded_n INTEGER NOT NULL,
  worded_yes INTEGER NOT NULL,
  worded_squared INTEGER NOT NULL,
  worded_log INTEGER NOT NULL,
  worded_even INTEGER NOT NULL,
  worded_even_yes INTEGER NOT NULL,
  worded_ref_n INTEGER NOT NULL,
  worded_ref_own INTEGER NOT NULL,
  worded_ref_squared INTEGER NOT NULL,
  PRIMARY KEY (topic, words, horizon, year, speaker_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_of_speaker ON records (speaker_id);
CREATE INDEX records_by_words ON records (words) WHERE words <> '';

-- The same for calibration: probabilities by bin, in parts per million.
CREATE TABLE record_bins (
  topic      TEXT NOT NULL,
  speaker_id INTEGER NOT NULL REFERENCES speakers (id),
  basis      TEXT NOT NULL CHECK (basis IN ('stated', 'worded')),
  bin        INTEGER NOT NULL CHECK (bin BETWEEN 0 AND 9),
  n INTEGER NOT NULL,
  yes INTEGER NOT NULL,
  p INTEGER NOT NULL,
  pp INTEGER NOT NULL,
  p_yes INTEGER NOT NULL,
  PRIMARY KEY (topic, speaker_id, basis, bin)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_bins_of_speaker ON record_bins (speaker_id);

CREATE TABLE disputes (
  id         INTEGER PRIMARY KEY,
  claim_id   INTEGER NOT NULL REFERENCES claims (id),
  verdict_id INTEGER NOT NULL REFERENCES verdicts (id),
  reason     TEXT NOT NULL,
  link       TEXT NOT NULL,
  made_by    TEXT NOT NULL,
  made_at    TEXT NOT NULL,
  settled    TEXT NOT NULL CHECK (settled IN ('', 'revised', 'rejected')),
  settled_by TEXT NOT NULL,
  settled_at TEXT,
  answer     TEXT NOT NULL,
  revised_by INTEGER REFERENCES verdicts (id)
) STRICT;
CREATE INDEX disputes_of_claim ON disputes (claim_id, id);

CREATE TABLE forecasts (
  id          INTEGER PRIMARY KEY,
  claim_id    INTEGER NOT NULL REFERENCES claims (id),
  made_by     TEXT NOT NULL,
  probability INTEGER NOT NULL CHECK (probability BETWEEN 0 AND 1000000),
  note        TEXT NOT NULL,
  made_at     TEXT NOT NULL
) STRICT;
CREATE INDEX forecasts_on_claim ON forecasts (claim_id, id);
CREATE INDEX forecasts_of_user ON forecasts (made_by, id);
