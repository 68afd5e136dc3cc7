CREATE TABLE audit (at timestamptz DEFAULT now(), op text, row_data jsonb);
CREATE TABLE account (id serial PRIMARY KEY, owner text NOT NULL, balance numeric(12,2) DEFAULT 0);
CREATE OR REPLACE FUNCTION audit_row() RETURNS trigger AS $fn$
DECLARE
  payload jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(old) ELSE to_jsonb(new) END;
BEGIN
  INSERT INTO audit (op, row_data) VALUES (TG_OP, payload);
  IF TG_OP = 'DELETE' THEN RETURN old; END IF;
  RETURN new;
EXCEPTION
  WHEN undefined_table THEN
    RAISE WARNING 'no audit; %', SQLERRM;
    RETURN NULL;
END
$fn$ LANGUAGE plpgsql;
CREATE TRIGGER account_audit AFTER INSERT OR UPDATE OR DELETE ON account
  FOR EACH ROW EXECUTE FUNCTION audit_row();
DO $do$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['alpha', 'beta; gamma'] LOOP
    EXECUTE format($f$
      CREATE FUNCTION %I() RETURNS text LANGUAGE plpgsql AS $body$
      BEGIN
        RETURN $q$%s; it's$q$;
      END;
      $body$;
    $f$, t, t);
  END LOOP;
END;
$do$;
INSERT INTO account (owner, balance) VALUES ('o''hara; inc', 10);
SELECT "beta; gamma"();
WITH moved AS (UPDATE account SET balance = balance - 1 RETURNING *) SELECT * FROM moved;
CREATE VIEW totals AS
  SELECT owner, sum(balance) AS total, CASE WHEN sum(balance) > 0 THEN 'good;' ELSE 'bad' END AS state
  FROM account GROUP BY owner;
CREATE AGGREGATE all_of(boolean) (SFUNC = booland_statefunc, STYPE = boolean);
EXPLAIN (COSTS OFF) SELECT * FROM totals;
GRANT SELECT ON totals TO PUBLIC;
