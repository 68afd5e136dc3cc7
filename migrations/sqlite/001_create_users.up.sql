-- The people who sign in.
--
-- A migration is one transaction together with its row of history: when any statement here fails, nothing of it stays.
-- SQLite's CREATE and ALTER take part in transactions like everything else.

CREATE TABLE users (
    -- An INTEGER PRIMARY KEY is the row's own number; AUTOINCREMENT never gives a number out again.
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    email         TEXT    NOT NULL COLLATE NOCASE UNIQUE CHECK (email LIKE '%_@_%'),
    display_name  TEXT    NOT NULL,
    -- What a password hashing function gave, never the password.
    password_hash TEXT    NOT NULL,
    is_active     INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    -- SQLite has no type for moments: UTC in ISO 8601 sorts and compares as text.
    created_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    updated_at    TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

-- The body holds a semicolon; BEGIN … END makes it one statement.
CREATE TRIGGER users_set_updated_at
    AFTER UPDATE ON users
    FOR EACH ROW WHEN NEW.updated_at = OLD.updated_at
BEGIN
    UPDATE users SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = NEW.id;
END;
