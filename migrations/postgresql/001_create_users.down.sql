-- In the reverse order of the up script; the table takes its indexes and triggers along.
DROP TABLE users;
DROP FUNCTION set_updated_at();
