-- Brings a store of version 5 up: an index is wider, and what actions say has a table of its own. What
-- questions look at is made anew (a column with a comment before it cannot be dropped).

DROP INDEX IF EXISTS edges_at_target;

DROP TABLE IF EXISTS pairs;
DROP TABLE IF EXISTS takings;
DROP TABLE IF EXISTS acting;
DROP TABLE IF EXISTS measures;
DROP TABLE IF EXISTS duties;
