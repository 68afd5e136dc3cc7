package dev.aicli.migrate.platform.sqlite.session;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.schema.WrittenSession;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;

/** What a session on SQLite would execute, for the shell sqlite3. */
public final class WrittenSqlite extends WrittenSession {
    private final Database database;
    private final String foreignKeys;

    /**
     * A session that begins with the settings of a connection.
     *
     * @param connection as a run would have it
     */
    public WrittenSqlite(Database database, Connection connection, Writer out) throws SQLException {
        super(out);
        this.database = database;
        this.foreignKeys = "PRAGMA foreign_keys = "
                + (database.checksForeignKeys(connection).orElse(true) ? 1 : 0);
        line(".bail on");
    }

    @Override
    public void reset() {
        write(foreignKeys);
    }

    @Override
    public void resetInTransaction() {
        // A transaction has no role and no search path to leave behind.
    }

    @Override
    public void begin() {
        write(database.beginWrite());
    }

    /** By the shell's own command: the PRAGMA gives a row, which would be printed. */
    @Override
    public void timeouts(Timeouts timeouts, boolean inTransaction) {
        line(".timeout " + timeouts.lock().toMillis());
    }

    @Override
    public void beforeScript(boolean foreignKeysOff) {
        if (foreignKeysOff) {
            write("PRAGMA foreign_keys = OFF");
            write("CREATE TEMP TABLE aicli_orphans AS SELECT count(*) AS before FROM pragma_foreign_key_check()");
            write("CREATE TEMP TABLE aicli_check (no_new_orphans CHECK (no_new_orphans))");
        }
    }

    @Override
    public void beforeCommit(boolean foreignKeysOff) {
        if (foreignKeysOff) {
            write("INSERT INTO temp.aicli_check SELECT (SELECT count(*) FROM pragma_foreign_key_check())"
                    + " <= (SELECT before FROM temp.aicli_orphans)");
            write("DROP TABLE temp.aicli_check");
            write("DROP TABLE temp.aicli_orphans");
        }
    }

    @Override
    public boolean isHandledOutside(SqlStatement next) {
        return next.kind() instanceof StatementKind.SessionChange change
                && change.name().equals("foreign_keys");
    }

    @Override
    public boolean measuresDuration() {
        return false;
    }
}
