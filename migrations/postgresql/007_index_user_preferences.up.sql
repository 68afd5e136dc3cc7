-- An index for a table in use: CONCURRENTLY lets writes go on while it is built. That cannot be part of a transaction,
-- which is why it stands in a file of its own. Nobody has to say so: the statement is recognised, executed by itself,
-- and its progress is recorded. Should it fail, it leaves an invalid index, which `migrate resume` drops and builds
-- again.

CREATE INDEX CONCURRENTLY users_preferences_idx ON users USING gin (preferences);
