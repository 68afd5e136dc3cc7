-- A column that a CHECK of its own refers to can be dropped along with it since SQLite 3.35.
ALTER TABLE users DROP COLUMN preferences;
