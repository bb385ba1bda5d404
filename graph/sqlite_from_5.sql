-- Brings a store of version 5 up: what actions say has a table of its own. What questions look at is
-- made anew (a column cannot be dropped from a table whose text has a comment before it).

DROP TABLE IF EXISTS pairs;
DROP TABLE IF EXISTS takings;
DROP TABLE IF EXISTS acting;
DROP TABLE IF EXISTS measures;
DROP TABLE IF EXISTS duties;
