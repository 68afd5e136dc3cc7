package dev.aicli.migrate.platform.postgresql.sql;

import dev.aicli.migrate.schema.sql.SourceBuffer;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementTokens;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Tells by its words whether a statement may change more than the database that it is executed in: roles, other
 * databases, files, other servers. In doubt it may.
 */
public final class ServerWide {
    private static final int FIRST_TOKENS = 64;

    private static final Pattern SHARED_OBJECT = Pattern.compile("(?i)\\b(create|alter|drop|on|import)\\s+"
            + "(role|user|group|database|tablespace|subscription|server|foreign|system|parameter)\\b");

    private static final Pattern MEMBERSHIP = Pattern.compile("(?i)^(grant|revoke)\\b");
    private static final Pattern ON = Pattern.compile("(?i)\\bon\\b");

    private static final Pattern REACHES_OUT = Pattern.compile(
            "(?i)\\b(dblink|\\w+_fdw|program|attach|load_extension|writefile|vacuum\\s+into|lo_export|lo_import"
                    + "|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|pg_rotate_logfile|pg_promote|pg_file_write"
                    + "|pg_create_logical_replication_slot|pg_create_physical_replication_slot|pg_drop_replication_slot"
                    + "|pg_logical_emit_message|pg_switch_wal|cron|http_post|http_get)");

    private static final Pattern OWNED = Pattern.compile("(?i)^(drop|reassign)\\s+owned\\b");
    private static final Pattern TO_FILE = Pattern.compile("(?i)^copy\\b.*\\bto\\s+'", Pattern.DOTALL);

    private ServerWide() {}

    /**
     * {@return whether it may}
     *
     * @throws IOException never: the text is in memory
     */
    public static boolean mayBe(SqlStatement statement) throws IOException {
        String text = statement.text();
        String words = words(statement);
        return mayBe(words)
                || mayBe(text)
                || (MEMBERSHIP.matcher(words).find() && !ON.matcher(words).find());
    }

    private static boolean mayBe(String text) {
        return SHARED_OBJECT.matcher(text).find()
                || OWNED.matcher(text).find()
                || TO_FILE.matcher(text).find()
                || REACHES_OUT.matcher(text).find();
    }

    /** {@return the statement's first tokens, its comments left out, with one blank between} */
    private static String words(SqlStatement statement) throws IOException {
        try (SourceBuffer source = SourceBuffer.of(statement.text())) {
            return StatementTokens.read(new PostgreSqlLexer(source, statement.backslashEscapes()), FIRST_TOKENS)
                    .words();
        }
    }
}
