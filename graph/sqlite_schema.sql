-- A store of the graph in one SQLite file; the version of this form is kept in user_version.

CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    body TEXT NOT NULL,
    year INTEGER AS (json_extract(body, '$.year')) STORED,
    location TEXT AS (json_extract(body, '$.location')) STORED,
    regulation TEXT AS (json_extract(body, '$.regulation')) STORED,
    topic TEXT AS (json_extract(body, '$.topic')) STORED,
    -- what the document itself calls the work that it is
    said_regulation TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_by_year ON documents (year DESC, id);
CREATE INDEX IF NOT EXISTS documents_in_place ON documents (location, year DESC, id);
CREATE INDEX IF NOT EXISTS documents_of_regulation ON documents (regulation);
CREATE INDEX IF NOT EXISTS plans_of_place ON documents (topic, location) WHERE topic <> '';
CREATE INDEX IF NOT EXISTS documents_called ON documents (said_regulation);

-- Plans by the places above theirs: those that may carry out a plan of one of these.
CREATE TABLE IF NOT EXISTS plans (
    topic TEXT NOT NULL,
    place TEXT NOT NULL,
    year INTEGER NOT NULL,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (topic, place, year, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS plans_of_document ON plans (document);

-- One way in which a node is spoken of; documents that say the same share the row, so that
-- merging a node costs as many rows as there are different sayings, not documents.
CREATE TABLE IF NOT EXISTS sayings (
    id INTEGER PRIMARY KEY,
    node TEXT NOT NULL,
    digest BLOB NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (node, digest)
);
CREATE TABLE IF NOT EXISTS said (
    saying INTEGER NOT NULL REFERENCES sayings (id),
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (saying, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS said_by_document ON said (document);

-- The names that documents give to works, each with the work that it means among all names.
CREATE TABLE IF NOT EXISTS works (
    name TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    number TEXT NOT NULL,
    work TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS works_by_title ON works (title, number) WHERE title <> '';
CREATE INDEX IF NOT EXISTS works_of_number ON works (number) WHERE number <> '';
CREATE INDEX IF NOT EXISTS names_of_work ON works (work);

-- What all sayings about a node come to.
CREATE TABLE IF NOT EXISTS nodes (
    id TEXT PRIMARY KEY,
    kind TEXT AS (substr(id, 1, instr(id, '/') - 1)) STORED,
    document TEXT AS (CASE WHEN id LIKE 'action/%' THEN json_extract(body, '$.document') END) STORED,
    position INTEGER AS (json_extract(body, '$.order')) STORED,
    function TEXT AS (json_extract(body, '$.function')) STORED,
    parent TEXT AS (json_extract(body, '$.parent')) STORED,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS nodes_of_kind ON nodes (kind, id);
CREATE INDEX IF NOT EXISTS actions_of_document ON nodes (document, position, id)
    WHERE document IS NOT NULL;
CREATE INDEX IF NOT EXISTS agencies_of_function ON nodes (function) WHERE function IS NOT NULL;
CREATE INDEX IF NOT EXISTS locations_below ON nodes (parent) WHERE parent IS NOT NULL;
CREATE INDEX IF NOT EXISTS subjects_below ON nodes (json_extract(body, '$.broader'))
    WHERE kind = 'subject';

CREATE TABLE IF NOT EXISTS edges (
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
    -- what the document itself calls a work at either end, which may have another name here
    said_source TEXT,
    said_target TEXT
);
CREATE INDEX IF NOT EXISTS edges_in_document ON edges (document, relation, target, source);
CREATE INDEX IF NOT EXISTS edges_from_source ON edges (source, relation, mode, target);
CREATE INDEX IF NOT EXISTS edges_at_target ON edges (target, relation, document, source, mode);
CREATE INDEX IF NOT EXISTS edges_said_from ON edges (said_source) WHERE said_source IS NOT NULL;
CREATE INDEX IF NOT EXISTS edges_said_to ON edges (said_target) WHERE said_target IS NOT NULL;

-- What questions look at, row by narrow row, made of what nodes and edges say: actions, who takes
-- part, what is acted on, what is measured. No place is '', no year -1; roles and gaps are sums of
-- powers of two (graph/sqlite_duties.py).
CREATE TABLE IF NOT EXISTS duties (
    key INTEGER PRIMARY KEY,
    action TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    location TEXT NOT NULL,
    year INTEGER NOT NULL,
    roles INTEGER NOT NULL,
    gaps INTEGER NOT NULL,
    -- the day it is due, a list of days in JSON where there are several
    due TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS duties_of_document ON duties (document);
CREATE INDEX IF NOT EXISTS duties_in_place ON duties (location, year, roles, gaps, due);
CREATE INDEX IF NOT EXISTS duties_by_year ON duties (year, location, roles, gaps, due);

-- Section, title and text of each action, in small letters: those of a place lie together.
CREATE TABLE IF NOT EXISTS wordings (
    location TEXT NOT NULL,
    year INTEGER NOT NULL,
    duty INTEGER NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (location, year, duty)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS takings (
    agency TEXT NOT NULL,
    location TEXT NOT NULL,
    year INTEGER NOT NULL,
    duty INTEGER NOT NULL REFERENCES duties (key) ON DELETE CASCADE,
    roles INTEGER NOT NULL,
    PRIMARY KEY (agency, location, year, duty)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS takings_of_duty ON takings (duty, agency, roles);
CREATE INDEX IF NOT EXISTS takings_in_place ON takings (location, agency, year, roles, duty);

-- How many actions two bodies share, either way round.
CREATE TABLE IF NOT EXISTS pairs (
    agency TEXT NOT NULL,
    other TEXT NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (agency, other)
) WITHOUT ROWID;

-- The subjects that an action acts on, and those above them.
CREATE TABLE IF NOT EXISTS acting (
    subject TEXT NOT NULL,
    location TEXT NOT NULL,
    year INTEGER NOT NULL,
    duty INTEGER NOT NULL REFERENCES duties (key) ON DELETE CASCADE,
    PRIMARY KEY (subject, location, year, duty)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS acting_by_year ON acting (subject, year, duty);
CREATE INDEX IF NOT EXISTS acting_of_duty ON acting (duty, subject);

CREATE TABLE IF NOT EXISTS measures (
    edge INTEGER PRIMARY KEY,
    duty INTEGER NOT NULL REFERENCES duties (key) ON DELETE CASCADE,
    indicator TEXT NOT NULL,
    location TEXT NOT NULL,
    year INTEGER NOT NULL,
    comparator TEXT NOT NULL,
    value REAL NOT NULL,
    unit TEXT NOT NULL,
    metric TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS measures_of_duty ON measures (duty);
CREATE INDEX IF NOT EXISTS measures_of_indicator ON measures (indicator);
CREATE INDEX IF NOT EXISTS measures_in_place
    ON measures (location, year, unit, comparator, value, metric, text, duty);

-- The last change of each document, also of those that are gone.
CREATE TABLE IF NOT EXISTS changes (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    is_removal INTEGER NOT NULL
);
