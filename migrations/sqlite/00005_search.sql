-- +goose Up
-- What can be found: the words of claims, speakers, sources and of the
-- paragraphs of kept texts, folded and parted by single spaces. The store
-- writes them in the transaction that changes what they are of.
CREATE TABLE search_docs (
  id         INTEGER PRIMARY KEY, -- what it is of, in the upper 16 bits, and its id
  text       TEXT NOT NULL,
  text_start INTEGER NOT NULL, -- of a paragraph, in its text
  text_end   INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts4(content="search_docs", text, tokenize=simple, matchinfo=fts3, order=desc);
INSERT INTO search_index(search_index) VALUES ('automerge=8');

-- +goose StatementBegin
CREATE TRIGGER search_docs_insert AFTER INSERT ON search_docs BEGIN
  INSERT INTO search_index(docid, text) VALUES (new.id, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_docs_before_update BEFORE UPDATE ON search_docs BEGIN
  DELETE FROM search_index WHERE docid = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_docs_update AFTER UPDATE ON search_docs BEGIN
  INSERT INTO search_index(docid, text) VALUES (new.id, new.text);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_docs_delete BEFORE DELETE ON search_docs BEGIN
  DELETE FROM search_index WHERE docid = old.id;
END;
-- +goose StatementEnd
