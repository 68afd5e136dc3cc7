package dev.aicli.migrate.app;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.Server;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Quantities;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Waits for a database server that is still starting: it is not there yet, or says so. */
public final class ServerWait {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Workspace workspace;
    private final Project project;

    public ServerWait(Workspace workspace, Project project) {
        this.workspace = workspace;
        this.project = project;
    }

    /**
     * Returns when the server lets us in. A file needs no waiting.
     *
     * @throws ConnectionException when it does not in time, or refuses us for a reason that time does not mend
     */
    public void atMost(String time) {
        wait(time, false);
    }

    /** The same for a database that need not be there: returns when the server answers. */
    public void forServer(String time) {
        wait(time, true);
    }

    private void wait(String time, boolean serverOnly) {
        Duration patience = Quantities.duration(time)
                .orElseThrow(() -> new UsageException("--wait cannot be read: '" + time + "'")
                        .next("write " + Quantities.DURATION_FORM));
        if (project.databaseUrl().isPresent()) {
            Database database = Databases.open(LedgerSession.url(workspace, project));
            database.ability(Server.class).ifPresent(server -> connect(database, server, patience, serverOnly));
        }
    }

    private void connect(Database database, Server server, Duration patience, boolean serverOnly) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        boolean told = false;
        while (true) {
            try (Connection connection = database.connect()) {
                return;
            } catch (ConnectionException e) {
                if (serverOnly && failure(e).filter(server::isNoSuchDatabase).isPresent()) {
                    return;
                }
                long left = patience.toMillis() - (System.nanoTime() - start) / 1_000_000;
                if (left <= 0 || failure(e).filter(server::isStarting).isEmpty()) {
                    throw e;
                }
                if (!told) {
                    workspace.reporter().info("waiting for the server: " + e.getMessage());
                    told = true;
                }
                sleep(Math.min(pause, left), e);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            } catch (SQLException e) {
                // It let us in; closing the connection is of no interest.
                return;
            }
        }
    }

    private static Optional<SQLException> failure(ConnectionException exception) {
        return exception.getCause() instanceof SQLException failure ? Optional.of(failure) : Optional.empty();
    }

    private static void sleep(long millis, ConnectionException failure) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
