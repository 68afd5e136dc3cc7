package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A connection to another database of the same server: one that is renamed must have none of its own. */
public final class Maintenance {
    private static final List<String> CANDIDATES = List.of("postgres", "template1");

    private final PostgreSqlDatabase database;

    public Maintenance(PostgreSqlDatabase database) {
        this.database = database;
    }

    /** Connects to the first of the databases that every server has and that lets us in. */
    public Connection connect() {
        Optional<ConnectionException> refusal = Optional.empty();
        for (String candidate : CANDIDATES) {
            if (!candidate.equals(database.url().database())) {
                try {
                    return database.at(database.url().at(candidate)).connect();
                } catch (ConnectionException e) {
                    refusal = Optional.of(e);
                }
            }
        }
        throw refusal.orElseThrow();
    }

    /** {@return whether our role may create databases, rename this one, and connect elsewhere} */
    public boolean maySwap(Connection connection) throws SQLException {
        boolean allowed = new PostgreSqlCatalogue(connection)
                        .number("SELECT CASE WHEN (r.rolcreatedb OR r.rolsuper)"
                                + " AND pg_catalog.pg_has_role(d.datdba, 'USAGE') THEN 1 ELSE 0 END"
                                + " FROM pg_catalog.pg_roles r, pg_catalog.pg_database d"
                                + " WHERE r.rolname = current_user AND d.datname = current_database()")
                == 1;
        if (!allowed) {
            return false;
        }
        try (Connection elsewhere = connect()) {
            return elsewhere.isValid(5);
        } catch (ConnectionException e) {
            return false;
        }
    }

    /** {@return whether our role may create databases} */
    static boolean mayCreate(Connection connection) throws SQLException {
        return new PostgreSqlCatalogue(connection)
                        .number("SELECT count(*) FROM pg_catalog.pg_roles"
                                + " WHERE rolname = current_user AND (rolcreatedb OR rolsuper)")
                == 1;
    }
}
