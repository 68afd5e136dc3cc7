CREATE TABLE "select;from" (id int, "a;b""c" text, größe int, "Größe;" int, "'" int);
SELECT "a;b""c", "'", größe FROM "select;from";
CREATE TABLE a$b$c (x$ int, _y int);
SELECT x$, _y FROM a$b$c; SELECT 1 AS e$; SELECT 2 AS "$$;";
COMMENT ON COLUMN "select;from"."'" IS 'one ''quoted''; name';
