CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,  -- upload or removal
    who TEXT NOT NULL,
    at REAL NOT NULL,
    is_replacing INTEGER NOT NULL DEFAULT 0,
    is_careful INTEGER NOT NULL DEFAULT 0,  -- one file at a time, for one of them stops the program
    begun REAL,
    ended REAL
);
CREATE INDEX IF NOT EXISTS run_open ON run (id) WHERE ended IS NULL;
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run,
    name TEXT NOT NULL,
    key TEXT NOT NULL,  -- what the ledger knows it by; of a removal, the document
    size INTEGER NOT NULL,
    spooled TEXT NOT NULL,  -- its name in the spool, '' where it holds none
    state TEXT NOT NULL,
    begun REAL
);
CREATE INDEX IF NOT EXISTS file_run ON file (run, id);
CREATE TABLE IF NOT EXISTS result (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file INTEGER NOT NULL REFERENCES file,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    outcome TEXT NOT NULL,
    document TEXT,
    reason TEXT NOT NULL,
    code TEXT NOT NULL,
    actions INTEGER NOT NULL,
    UNIQUE (file, path)
);
CREATE TABLE IF NOT EXISTS trouble (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    words TEXT NOT NULL
);
