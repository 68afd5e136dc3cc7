package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.EmptyDatabase;
import dev.aicli.migrate.backup.Outline;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.RestoreTools;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** An empty PostgreSQL database. Extensions may be in it: archives create those that are missing. */
public final class EmptyPostgreSql implements EmptyDatabase {
    private final PostgreSqlDatabase database;
    private final RestoreTools tools;

    public EmptyPostgreSql(PostgreSqlDatabase database, RestoreTools tools) {
        this.database = database;
        this.tools = tools;
    }

    @Override
    public void requireEmpty() {
        Optional<String> first = outlineNow(false).entries().keySet().stream()
                .filter(key -> !key.startsWith("extension ") && !key.equals("schema public"))
                .findFirst();
        first.ifPresent(found -> {
            throw new UsageException("the database " + database.address() + " is not empty: there is " + found)
                    .next("create an empty one: CREATE DATABASE … TEMPLATE template0");
        });
    }

    @Override
    public void fill(Part part, Path folder, boolean ownership, Cancellation cancellation) {
        new PostgreSqlLoad(tools, ownership).load(part, folder, database, cancellation);
    }

    @Override
    public Outline outline(boolean rows) {
        return outlineNow(rows);
    }

    private Outline outlineNow(boolean rows) {
        try (Connection connection = database.connect()) {
            PostgreSqlSnapshot.begin(connection, new PostgreSqlCatalogue(connection).inRecovery());
            return new PostgreSqlOutline(connection).read(rows, Set.of());
        } catch (SQLException e) {
            String reason = database.url().masking().mask(String.valueOf(e.getMessage()));
            throw new BackupException("cannot look at " + database.address() + ": " + reason, e)
                    .next("see that the server runs, and run the same command again");
        }
    }
}
