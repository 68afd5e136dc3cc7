-- The way to change a table's columns that SQLite's documentation describes.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE new_t (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
DROP TABLE IF EXISTS t;
ALTER TABLE new_t RENAME TO t;
PRAGMA foreign_key_check;
COMMIT;
PRAGMA foreign_keys=ON;
