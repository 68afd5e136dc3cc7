package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aicli.migrate.platform.postgresql.sql.PostgreSqlDialect;
import dev.aicli.migrate.platform.sqlite.sql.SqliteDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads scripts that stand in tests. */
public final class Scripts {
    public static final SqlDialect POSTGRESQL = new PostgreSqlDialect();
    static final SqlDialect SQLITE = new SqliteDialect();

    private Scripts() {}

    public static List<SqlStatement> split(byte[] script, SqlDialect dialect, ScriptOptions options)
            throws IOException {
        List<SqlStatement> statements = new ArrayList<>();
        try (var sql = SqlScript.open(new ByteArrayInputStream(script), dialect, options)) {
            for (SqlStatement next = sql.next(); next != null; next = sql.next()) {
                statements.add(next);
            }
        }
        return statements;
    }

    public static List<SqlStatement> split(String script, SqlDialect dialect) throws IOException {
        return split(script.getBytes(UTF_8), dialect, ScriptOptions.defaults());
    }

    static ScriptSummary scan(String script, SqlDialect dialect) throws IOException {
        return scan(script, dialect, ScriptOptions.defaults());
    }

    static ScriptSummary scan(String script, SqlDialect dialect, ScriptOptions options) throws IOException {
        return ScriptScanner.scan(new ByteArrayInputStream(script.getBytes(UTF_8)), dialect, options);
    }
}
