CREATE TABLE IF NOT EXISTS user (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- an id is never given twice
    key TEXT NOT NULL UNIQUE,  -- the name, folded: no two accounts look alike
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    hash TEXT NOT NULL,
    added REAL NOT NULL,
    is_temporary INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,  -- SHA-256 of what the cookie holds
    user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    started REAL NOT NULL,
    seen REAL NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS session_user ON session (user);
CREATE TABLE IF NOT EXISTS token (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest BLOB NOT NULL UNIQUE,
    user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    label TEXT NOT NULL,
    made REAL NOT NULL,
    used REAL
);
CREATE TABLE IF NOT EXISTS attempt (
    key TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS attempt_key ON attempt (key, at);
CREATE TABLE IF NOT EXISTS log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at REAL NOT NULL,
    who TEXT NOT NULL,
    deed TEXT NOT NULL,
    about TEXT NOT NULL,
    address TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS log_stays BEFORE UPDATE ON log
BEGIN SELECT raise(ABORT, 'The log is only ever added to.'); END;
CREATE TRIGGER IF NOT EXISTS log_is_kept BEFORE DELETE ON log
BEGIN SELECT raise(ABORT, 'The log is only ever added to.'); END;
