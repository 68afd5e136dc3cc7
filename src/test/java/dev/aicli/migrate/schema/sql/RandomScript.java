package dev.aicli.migrate.schema.sql;

import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/** A script made by a seed, with the statements that it must be split into. */
final class RandomScript {
    private static final List<String> POSTGRESQL_PIECES = List.of(
            "'a;b'",
            "'it''s;'",
            "''",
            "'\\'",
            "'-- ;'",
            "'/*;'",
            "'$$'",
            "'two\n;lines'",
            "'ö;😀'",
            "E'\\';'",
            "e'\\\\'",
            "E'a''\\';b'",
            "E'x'\n  '\\';y'",
            "'x' -- ;'\n  'y\\'",
            "U&'\\0061;'",
            "b'01'",
            "X'1f'",
            "n';'",
            "\"a;\"\"b\"",
            "\"--\"",
            "\"$$\"",
            "U&\"d\\0061;\"",
            "\"ü;\"",
            "$$a;'b$$",
            "$$$$",
            "$t$ $$;$$ \" $t$",
            "$é_1$;$é_1$",
            "$a$ $b$;$b$ $a $a$",
            "/* ; */",
            "/* /* ' */ ; \" */",
            "-- ;'\"\n",
            "--\n",
            "/**/",
            "/*/;*/",
            "(1;2)",
            "(a, (b; c); ';')",
            "a$b$c",
            "x$1",
            "$1",
            "e",
            "n.b",
            "U & 1",
            "ünder_score",
            "1.5",
            ".5e-3",
            "1..2",
            "0x1F",
            "a[1:2]",
            "x::int",
            "f(a := 1)",
            "f(b => 2)",
            "@#@",
            "->>",
            "#>",
            "<=-",
            "*/",
            "@-- ;\n",
            "+/* ; */",
            "?|",
            "||",
            "-",
            "CASE WHEN 1 THEN 2 END",
            "begin",
            "end",
            "as",
            "atomic");

    private static final List<String> SQLITE_PIECES = List.of(
            "'a;b'",
            "'it''s;'",
            "''",
            "'\\'",
            "'-- ;'",
            "'/*;'",
            "'two\n;lines'",
            "'ö;😀'",
            "x'41'",
            "\"a;\"\"b\"",
            "\"--\"",
            "`a;``b`",
            "[a;b]",
            "[--]",
            "['\"`]",
            "\"ü;\"",
            "/* ; */",
            "/* /* ' ; */",
            "-- ;'\"\n",
            "--\n",
            "/**/",
            "/*/;*/",
            "(1, (2))",
            "a$b",
            "?1",
            ":a",
            "@b",
            "$c",
            "$c::d(e;f)",
            "#g",
            "1.5",
            ".5e-3",
            "0x1F",
            "->>",
            "->",
            "||",
            "<>",
            "-",
            "/",
            "*",
            "CASE WHEN 1 THEN 2 END",
            "begin",
            "end",
            "ünder_score");

    private static final List<String> POSTGRESQL_WHOLES = List.of(
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC %s; SELECT CASE 1 WHEN 2 THEN 3 END; %s; END",
            "create or replace procedure p(a int)\nlanguage sql begin atomic select %s as end; end",
            "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT %s; DELETE FROM t;)",
            "DO $do$ BEGIN IF x THEN COMMIT; END IF; END $do$",
            "BEGIN",
            "COMMIT",
            "CREATE SCHEMA s CREATE TABLE t (a int) CREATE VIEW v AS SELECT %s");

    private static final List<String> SQLITE_WHOLES = List.of(
            "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT %s; UPDATE x SET a = CASE 1 WHEN 2 THEN 3 END; END",
            "explain create temp trigger if not exists t before update of a on x when %s\nbegin\n  delete from x;\nend",
            "BEGIN",
            "END",
            "CREATE TABLE t (a DEFAULT %s)");

    private static final List<String> GAPS =
            List.of(" ", "\n", "\r\n", "\t", "-- a comment; '\n", "/* another; ' */", ";", "\n\n  ", "--\r\n");

    private final Random random;
    private final boolean postgreSql;
    private final StringBuilder text = new StringBuilder();
    private final List<String> statements = new ArrayList<>();

    RandomScript(long seed, SqlDialect dialect, int statementCount) {
        random = new Random(seed);
        postgreSql = dialect instanceof PostgreSqlDialect;
        for (int n = 0; n < statementCount; n++) {
            gap();
            String statement = statement();
            statements.add(statement);
            text.append(statement)
                    .append(random.nextInt(4) == 0 ? "\n-- before the end; '\n" : "")
                    .append(';');
        }
        gap();
    }

    private void gap() {
        for (int n = random.nextInt(4); n > 0; n--) {
            text.append(pick(GAPS));
        }
    }

    private String statement() {
        if (random.nextInt(4) == 0) {
            String whole = pick(postgreSql ? POSTGRESQL_WHOLES : SQLITE_WHOLES);
            while (whole.contains("%s")) {
                whole = whole.replaceFirst("%s", Matcher.quoteReplacement(pieces()));
            }
            return whole;
        }
        // Ends with a token, as what follows the last one is not part of a statement.
        return pick(List.of("SELECT", "select", "INSERT INTO t VALUES", "x")) + " " + pieces() + " z";
    }

    private String pieces() {
        var pieces = new StringBuilder("1");
        for (int n = random.nextInt(12); n > 0; n--) {
            String piece = pick(postgreSql ? POSTGRESQL_PIECES : SQLITE_PIECES);
            // Without the comma, a string in a later line would go on with the one before.
            pieces.append(pieces.toString().endsWith("'") ? ", " : " ").append(piece);
        }
        return pieces.append(" y").toString();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String text() {
        return text.toString();
    }

    List<String> statements() {
        return statements;
    }
}
