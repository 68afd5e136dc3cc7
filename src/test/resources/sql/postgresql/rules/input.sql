CREATE TABLE shoes (name text, stock int);
CREATE TABLE shoe_log (name text, stock int, at timestamptz);
CREATE RULE log_shoes AS ON UPDATE TO shoes WHERE new.stock <> old.stock
  DO ALSO (
    INSERT INTO shoe_log VALUES (new.name, new.stock, now());
    DELETE FROM shoe_log WHERE stock < (SELECT 0)
  );
CREATE OR REPLACE RULE nothing AS ON DELETE TO shoes DO INSTEAD NOTHING;
CREATE RULE one_more AS ON INSERT TO shoe_log DO ALSO (SELECT ');'; NOTIFY shoes;);
INSERT INTO shoes VALUES ('boot', 1), ('san;dal', 2);
UPDATE shoes SET stock = 3 WHERE name = 'boot';
