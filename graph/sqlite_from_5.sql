-- Brings a store of version 5 up: edges have a key that outlives the packing of the file, one of their
-- indexes is wider, and what actions say has a table of its own. What questions look at is made anew
-- (a column with a comment before it cannot be dropped).

DROP TABLE IF EXISTS pairs;
DROP TABLE IF EXISTS takings;
DROP TABLE IF EXISTS acting;
DROP TABLE IF EXISTS measures;
DROP TABLE IF EXISTS duties;
DROP INDEX IF EXISTS edges_in_document;
DROP INDEX IF EXISTS edges_from_source;
DROP INDEX IF EXISTS edges_at_target;
DROP INDEX IF EXISTS edges_said_from;
DROP INDEX IF EXISTS edges_said_to;
ALTER TABLE edges RENAME TO edges_before;
CREATE TABLE edges (
    key INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    source TEXT NOT NULL,
    relation TEXT NOT NULL,
    target TEXT NOT NULL,
    mode TEXT,
    surface TEXT NOT NULL,
    quote TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    basis TEXT NOT NULL,
    said_source TEXT,
    said_target TEXT
);
INSERT INTO edges
    SELECT rowid, document, begins, ends, source, relation, target, mode, surface, quote, rule,
        confidence, basis, said_source, said_target
    FROM edges_before;
DROP TABLE edges_before;
