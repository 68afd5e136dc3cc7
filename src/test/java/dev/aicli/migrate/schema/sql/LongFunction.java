package dev.aicli.migrate.schema.sql;

/** PL/pgSQL as it grows over the years: one function of more than three thousand lines. */
final class LongFunction {
    private static final int BLOCKS = 250;

    private LongFunction() {}

    /** A function {@code long_function()} that returns how many of its blocks ran. */
    static String definition() {
        var text = new StringBuilder("""
                CREATE OR REPLACE FUNCTION long_function() RETURNS integer LANGUAGE plpgsql AS $long$
                DECLARE
                  n integer := 0; -- it's the number; of blocks
                  t text;
                BEGIN
                """);
        for (int i = 1; i <= BLOCKS; i++) {
            text.append("""
                  <<block_%1$d>>
                  DECLARE
                    note text := 'block %1$d; it''s "one" -- no comment';
                  BEGIN
                    /* a comment; /* nested */ $body$ %1$d */
                    IF n < %1$d THEN
                      EXECUTE $q$ SELECT $s$a; b$s$ || $1; $q$ INTO t USING note;
                      n := CASE WHEN t LIKE 'a; b%%' THEN n + 1 ELSE n END;
                    END IF;
                    note := E'\\'; END; $long';
                  EXCEPTION WHEN division_by_zero THEN
                    RAISE NOTICE '%%; $$', SQLERRM;
                  END block_%1$d;
                """.formatted(i));
        }
        return text.append("  RETURN n;\nEND;\n$long$").toString();
    }

    static int result() {
        return BLOCKS;
    }
}
