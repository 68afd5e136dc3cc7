CREATE TABLE log (id int, note text, "end" int);
CREATE FUNCTION one() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
CREATE OR REPLACE FUNCTION sign_of(n int) RETURNS text
  LANGUAGE sql
  IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN n < 0 THEN 'minus;' WHEN n > 0 THEN CASE WHEN n > 9 THEN 'big' ELSE 'plus' END ELSE 'nil' END;
END;
CREATE PROCEDURE add_log(i int, n text)
BEGIN ATOMIC
  INSERT INTO log (id, note) VALUES (i, (CASE WHEN n IS NULL THEN ';' ELSE n END));
  UPDATE log SET note = CASE id WHEN 1 THEN 'one' END WHERE id = 1;
  DELETE FROM log WHERE id < 0;
END;
create function labels() returns bigint begin /* ; */ atomic
  select log.end as end, 1 end, 2 case from log; -- END;
  select count(*) as begin from log as "end" where "end".note <> 'END;';
end;
CREATE FUNCTION plain() RETURNS int LANGUAGE sql RETURN 1;
CREATE FUNCTION plain2() RETURNS int RETURN CASE WHEN true THEN 1 ELSE 2 END;
CREATE FUNCTION classic() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END;';
CREATE FUNCTION nothing() RETURNS void BEGIN ATOMIC END;
BEGIN;
CALL add_log(1, 'x');
END;
SELECT sign_of(12), one();
