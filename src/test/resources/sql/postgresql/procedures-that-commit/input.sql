CREATE TABLE t (a int);
CREATE OR REPLACE PROCEDURE public.in_batches(n int DEFAULT 3) LANGUAGE plpgsql AS $body$
BEGIN
  FOR i IN 1..n LOOP
    INSERT INTO t VALUES (i);
    IF i % 2 = 0 THEN
      COMMIT;
    ELSE
      ROLLBACK;
    END IF;
  END LOOP;
END;
$body$;
CREATE PROCEDURE harmless() LANGUAGE plpgsql AS $$
BEGIN
  -- COMMIT;
  INSERT INTO t VALUES (0);
  RAISE DEBUG 'COMMIT;';
END;
$$;
CREATE PROCEDURE with_strings(a text DEFAULT 'a string; longer than the body of this procedure')
  AS 'BEGIN COMMIT; END' LANGUAGE plpgsql;
CALL harmless();
CALL with_strings();
CALL public.in_batches(5);
CALL "in_batches"();
