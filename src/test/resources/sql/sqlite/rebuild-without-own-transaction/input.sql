PRAGMA main.foreign_keys(0);
CREATE TABLE new_t (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
DROP TABLE IF EXISTS t;
ALTER TABLE new_t RENAME TO t;
PRAGMA foreign_key_check(t);
PRAGMA foreign_keys = 'on';
