-- +goose NO TRANSACTION
CREATE TABLE post (id int NOT NULL, title text, PRIMARY KEY(id));

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION histories_partition_creation(started date, ended date)
RETURNS void AS $$
DECLARE
  create_query text;
BEGIN
  FOR create_query IN SELECT 'CREATE TABLE IF NOT EXISTS histories_' || TO_CHAR(d, 'YYYY_MM') || ' (d date);'
    FROM generate_series(started, ended, '1 month') AS d
  LOOP
    EXECUTE create_query;
  END LOOP;
END;
$$
LANGUAGE plpgsql;
-- +goose StatementEnd

--+goose statementbegin
CREATE FUNCTION without_semicolon() RETURNS int LANGUAGE sql AS 'SELECT 1;'
-- +GOOSE  STATEMENTEND
-- +goose StatementBegin
CREATE TABLE several (a int);
CREATE TABLE statements (a int);
-- +goose StatementEnd
SELECT histories_partition_creation('2024-01-01', '2024-03-01');
-- +goose ENVSUB OFF
