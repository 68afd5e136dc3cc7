package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.schema.DryRunStep;
import dev.aicli.migrate.schema.SchemaTrack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The database of an installation.
 *
 * @param connection to ask questions on
 * @param trial executes a plan in a transaction that is rolled back, while no run is at work; absent when none is
 *     wanted
 */
public record SchemaSide(Database database, Connection connection, SchemaTrack track, Optional<Trial> trial) {
    /** Executes a plan in a transaction that is rolled back. */
    public interface Trial {
        List<DryRunStep> of(Plan plan);
    }

    /** {@return a text as a literal} */
    public String literal(String text) {
        return database.textLiteral(text);
    }

    /** {@return the first value of the only row} */
    public String value(String query) {
        return rows(query).get(0).get(0);
    }

    /**
     * {@return the number (oid) of the table that the name means on the session's own path; empty where there is none}
     */
    public Optional<String> table(String name) {
        return onPath("pg_catalog.to_regclass(" + literal(name) + ")::pg_catalog.oid");
    }

    /** {@return the schema that new tables land in} */
    public Optional<String> presentSchema() {
        return onPath("pg_catalog.current_schema()");
    }

    private Optional<String> onPath(String expression) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + expression)) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        } catch (SQLException e) {
            throw unanswered(e);
        }
    }

    /** {@return the rows of a question, as texts; {@code NULL} is an empty text} */
    public List<List<String>> rows(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = database.query(statement, query)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    row.add(value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw unanswered(e);
        }
    }

    private MigrateException unanswered(SQLException e) {
        return new ConnectionException("cannot ask " + database.address() + ": " + e.getMessage(), e)
                .detail("sqlstate", e.getSQLState())
                .next("run the same command again");
    }
}
