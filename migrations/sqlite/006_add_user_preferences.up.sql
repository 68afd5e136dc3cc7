-- A column for a table in use. Adding a nullable column changes the schema only, however large the table is.

ALTER TABLE users ADD COLUMN preferences TEXT CHECK (preferences IS NULL OR json_valid(preferences));

-- The rows that are there.
UPDATE users SET preferences = '{}' WHERE preferences IS NULL;
