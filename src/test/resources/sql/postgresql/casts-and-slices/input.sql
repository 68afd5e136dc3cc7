CREATE FUNCTION named(a int, b text DEFAULT ';') RETURNS text LANGUAGE sql AS $$ SELECT a || b $$;
SELECT named(a := 1), named(a => 2, b => 'x;'), named(b:='y',a:=3);
SELECT ('{1,2,3}'::int[])[1:2], (ARRAY[1, 2, 3])[2:], 1::bigint::text, CAST('1;' AS text);
SELECT 1.5e-3, .5, 1e10, 5., 0.1e+2;
SELECT (ROW(1, 'a;'::text)).*, (now())::date - '1 day'::interval > 'epoch';
