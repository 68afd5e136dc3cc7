SELECT $$a;b$$, $$$$, $tag$ $$ ; $$ ' " -- /* $tag$;
SELECT $a$ $b$ ; $b$ $A$ $a $ a$ $a$;
SELECT $é$ ; $é$ AS f, $_1$ ; $_1$ AS g;
CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS $$ SELECT $1 + $1; $$;
CREATE FUNCTION nested(a text) RETURNS text LANGUAGE plpgsql AS $outer$
DECLARE
  result text;
BEGIN
  EXECUTE $inner$ SELECT $innermost$it's; $x$ fine$innermost$ || $1; $inner$ INTO result USING a;
  RETURN result;
END;
$outer$;
SELECT nested('x');
PREPARE p(int, int) AS SELECT $1, $2;
EXECUTE p(1, 2);
DEALLOCATE p;
SELECT 1 a$b, 2 AS b$$;
SELECT '$$;' AS c, $$'$$ AS d;
