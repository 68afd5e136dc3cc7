-- A column for a table in use, without downtime, in three steps.

-- 1. Nullable and without a default: a change of the catalogue only, however large the table is.
ALTER TABLE users ADD COLUMN preferences jsonb;

-- 2. The rows that are there. On a table of millions do this in batches, in a migration with `-- aicli: no-transaction`.
UPDATE users SET preferences = '{}' WHERE preferences IS NULL;

-- 3. From now on it has a value. A later release can make it NOT NULL, once no old application writes here any more.
ALTER TABLE users ALTER COLUMN preferences SET DEFAULT '{}';

COMMENT ON COLUMN users.preferences IS 'Theme, language, notifications; the application knows the keys.';
