-- +goose Up
-- What can be found: the words of claims, speakers, sources and of the
-- paragraphs of kept texts, folded and parted by single spaces. The store
-- writes them in the transaction that changes what they are of.
CREATE TABLE search_docs (
  id         bigint PRIMARY KEY, -- what it is of, in the upper 16 bits, and its id
  text       text COLLATE "C" NOT NULL,
  text_start bigint NOT NULL, -- of a paragraph, in its text
  text_end   bigint NOT NULL
);
-- The words are cut already: PostgreSQL's own parser, which depends on the
-- locale and keeps 256 places of a word, has no part in it.
CREATE INDEX search_index ON search_docs USING gin (array_to_tsvector(string_to_array(btrim(text), ' ')));
