-- Brings a store of version 3 up: three indexes are wider, and what questions look at is kept apart.

DROP INDEX IF EXISTS documents_of_location;
DROP INDEX IF EXISTS edges_of_document;
DROP INDEX IF EXISTS edges_to_target;
