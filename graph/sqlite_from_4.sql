-- Brings a store of version 4 up: what acts on a subject acts on those above it as well.

DELETE FROM acting;
