-- +goose Up
-- Days before the deadline on which to look at a claim, in order, with spaces.
ALTER TABLE claims ADD COLUMN checkpoints TEXT NOT NULL DEFAULT '';
