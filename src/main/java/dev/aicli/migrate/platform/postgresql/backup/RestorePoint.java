package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.Staging;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named point in the write-ahead log of a PostgreSQL server whose log is archived. It is good only when the archive
 * has the log up to it, so the log is switched to a new file afterwards, and the archiver's word is waited for.
 */
public final class RestorePoint implements BackupSource {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final long PAUSE_MILLIS = 100;

    private final PostgreSqlDatabase database;
    private final Duration limit;

    /**
     * A point that is made when it is asked for.
     *
     * @param limit how long archiving may take
     */
    public RestorePoint(PostgreSqlDatabase database, Duration limit) {
        this.database = database;
        this.limit = limit;
    }

    @Override
    public long estimate() {
        try (Connection connection = database.connect()) {
            requireArchiving(new PostgreSqlCatalogue(connection));
            return 0;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void requireArchiving(PostgreSqlCatalogue catalogue) throws SQLException {
        if (catalogue.inRecovery()) {
            throw refusal(
                    "the server is a standby, and a restore point is made on the primary", "connect to the primary");
        }
        String level = catalogue.text("SELECT pg_catalog.current_setting('wal_level')");
        if (level.equals("minimal")) {
            throw refusal("wal_level is minimal, which is too little to go back by", "set wal_level = replica");
        }
        String mode = catalogue.text("SELECT pg_catalog.current_setting('archive_mode')");
        if (mode.equals("off")) {
            throw refusal(
                    "archive_mode is off, so the write-ahead log is not kept",
                    "set archive_mode = on and an archive_command, make a base backup");
        }
        String failing = catalogue.text("SELECT coalesce((SELECT 'WAL file ' || last_failed_wal || ' at '"
                + " || last_failed_time FROM pg_catalog.pg_stat_archiver WHERE last_failed_time >"
                + " coalesce(last_archived_time, '-infinity')), '')");
        if (!failing.isEmpty()) {
            throw refusal(
                    "archiving fails; it last failed for " + failing, "see the server's log, mend archive_command");
        }
    }

    @Override
    public Part save(Staging staging) {
        try (Connection connection = database.connect()) {
            PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
            requireArchiving(catalogue);
            String name = "aicli-" + staging.id();
            String lsn = catalogue.text("SELECT pg_catalog.pg_create_restore_point('" + name + "')");
            String file = catalogue.text("SELECT pg_catalog.pg_walfile_name('" + lsn + "')");
            catalogue.text("SELECT pg_catalog.pg_switch_wal()");
            awaitArchived(catalogue, file, staging.cancellation());

            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("name", name);
            facts.put("lsn", lsn);
            // The first eight digits of a file's name are its timeline.
            facts.put("timeline", Integer.toString(Integer.parseUnsignedInt(file.substring(0, 8), 16)));
            facts.put("walFile", file);
            facts.put("serverVersion", catalogue.serverVersion());
            return new Part("database", Part.Kind.RESTORE_POINT, database.address(), List.of(), facts);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The archiver takes files in their order, and tells of the last. Backup files begin with the name of theirs. */
    private void awaitArchived(PostgreSqlCatalogue catalogue, String file, Cancellation cancellation)
            throws SQLException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (catalogue.number("SELECT count(*) FROM pg_catalog.pg_stat_archiver WHERE last_archived_wal"
                        + " ~ '^[0-9A-F]{24}' AND pg_catalog.left(last_archived_wal, 24) COLLATE \"C\" >= '" + file
                        + "'")
                == 0) {
            cancellation.check();
            requireArchiving(catalogue);
            if (System.nanoTime() > deadline) {
                throw refusal(
                        "the archive did not get WAL file " + file + " within " + limit.toSeconds() + " s",
                        "see the server's log, mend archive_command");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupException("waiting for the archive was interrupted", e);
        }
    }

    private static BackupException refusal(String what, String remedy) {
        BackupException refusal = new BackupException("a restore point would be of no use: " + what);
        refusal.next(remedy + "; or choose another backup.provider, or go on without a backup by --no-backup");
        return refusal;
    }

    private BackupException failure(SQLException e) {
        String reason = database.url().masking().mask(String.valueOf(e.getMessage()));
        BackupException failure =
                new BackupException("cannot make a restore point on " + database.address() + ": " + reason, e);
        String user = database.url().user();
        failure.detail("sqlstate", e.getSQLState())
                .next(
                        INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                                ? "let a superuser say: GRANT EXECUTE ON FUNCTION pg_create_restore_point(text),"
                                        + " pg_switch_wal() TO \"" + user + "\""
                                : "see that the server runs, and run the same command again");
        return failure;
    }
}
