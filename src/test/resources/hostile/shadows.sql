-- What a role that may create objects in a schema can put in the way of others: every operator and function of
-- pg_catalog with the same signature, operators that fit better than those of pg_catalog where a statement relies on
-- a conversion, and types, aggregates and relations of the same names. Each raises an error when it is used.
SET search_path = pg_catalog, pg_temp;
DO $do$
DECLARE one record; f text;
BEGIN
  FOR one IN
    WITH simple AS (SELECT t.oid, pg_catalog.format_type(t.oid, NULL) AS name FROM pg_catalog.pg_type t
        WHERE t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace AND t.typtype = 'b' OR t.typname IN ('int4range')),
      common AS (SELECT s.* FROM simple s WHERE s.oid = ANY ('{text,name,int4,int8,numeric,"\"char\"",oid,bool,timestamptz,interval,regclass,varchar}'::pg_catalog.regtype[]::oid[]))
    SELECT DISTINCT o.oprname AS operator, l.name AS left_type, r.name AS right_type, b.name AS result
      FROM pg_catalog.pg_operator o JOIN simple l ON l.oid = o.oprleft JOIN simple r ON r.oid = o.oprright JOIN simple b ON b.oid = o.oprresult
      WHERE o.oprnamespace = 'pg_catalog'::pg_catalog.regnamespace
    UNION
    SELECT n.name, l.name, r.name, CASE WHEN n.name IN ('+', '-', '*', '/', '%', '||') THEN l.name ELSE 'boolean' END
      FROM (VALUES ('='), ('<>'), ('<'), ('>'), ('<='), ('>='), ('~'), ('!~'), ('~~'), ('!~~'), ('+'), ('-'), ('*'), ('/'), ('||')) n(name), common l, common r
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_operator o WHERE o.oprname = n.name AND o.oprleft = l.oid AND o.oprright = r.oid AND o.oprnamespace = 'pg_catalog'::pg_catalog.regnamespace)
  LOOP
    f := pg_catalog.format('public.%I', 'op_' || pg_catalog.md5(one.left_type || ',' || one.right_type || ',' || one.result));
    BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_proc p WHERE p.proname = pg_catalog.substr(f, 8)) THEN
      EXECUTE pg_catalog.format('CREATE FUNCTION %s(%s, %s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION ''HOSTILE operator on %s, %s''; END $f$', f, one.left_type, one.right_type, one.result, pg_catalog.replace(one.left_type, '"', ''), pg_catalog.replace(one.right_type, '"', ''));
    END IF;
    EXECUTE pg_catalog.format('CREATE OPERATOR public.%s (leftarg = %s, rightarg = %s, function = %s)', one.operator, one.left_type, one.right_type, f);
    EXCEPTION WHEN OTHERS THEN NULL; -- a type that such an operator cannot have
    END;
  END LOOP;
  FOR one IN SELECT p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid) AS args, pg_catalog.format_type(p.prorettype, NULL) AS result
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_type rt ON rt.oid = p.prorettype WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.prokind = 'f'
    AND (rt.typtype = 'b' OR rt.typname IN ('void', 'record')) AND NOT EXISTS (SELECT FROM pg_catalog.unnest(p.proargtypes) a JOIN pg_catalog.pg_type t ON t.oid = a.a WHERE t.typtype = 'p' AND t.typname NOT IN ('anyelement', 'anyarray'))
    AND pg_catalog.pg_get_function_identity_arguments(p.oid) NOT LIKE '%OUT %' AND rt.typname <> 'record'
  LOOP
    BEGIN
    EXECUTE pg_catalog.format('CREATE FUNCTION public.%I(%s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION ''HOSTILE function %s''; END $f$', one.proname, one.args, one.result, one.proname);
    EXCEPTION WHEN OTHERS THEN NULL; -- a signature that such a function cannot have
    END;
  END LOOP;
END $do$;
CREATE FUNCTION public.hostile_check(pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'HOSTILE type'; END $f$;
CREATE DOMAIN public.text AS pg_catalog.text CHECK (public.hostile_check(VALUE));
CREATE FUNCTION public.hostile_int(pg_catalog.int8) RETURNS boolean LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'HOSTILE type'; END $f$;
CREATE DOMAIN public.int8 AS pg_catalog.int8 CHECK (public.hostile_int(VALUE));
CREATE DOMAIN public.timestamptz AS pg_catalog.timestamptz CHECK (public.hostile_check('x'));
CREATE FUNCTION public.hostile_step(pg_catalog.int8) RETURNS pg_catalog.int8 LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'HOSTILE aggregate'; END $f$;
CREATE FUNCTION public.hostile_step(pg_catalog.int8, anyelement) RETURNS pg_catalog.int8 LANGUAGE plpgsql AS $f$ BEGIN RAISE EXCEPTION 'HOSTILE aggregate'; END $f$;
CREATE AGGREGATE public.count(*) (sfunc = public.hostile_step, stype = pg_catalog.int8);
CREATE AGGREGATE public.count(anyelement) (sfunc = public.hostile_step, stype = pg_catalog.int8);
DO $do$
DECLARE one record;
BEGIN
  FOR one IN SELECT c.relname, pg_catalog.string_agg(pg_catalog.format('t.%I', a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid AND t.typtype <> 'p'
    WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind IN ('r', 'v')
      AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
    GROUP BY c.relname
  LOOP
    EXECUTE pg_catalog.format('CREATE VIEW public.%I AS SELECT %s FROM pg_catalog.%I t WHERE public.hostile_check(''x'')', one.relname, one.columns, one.relname);
  END LOOP;
END $do$;
