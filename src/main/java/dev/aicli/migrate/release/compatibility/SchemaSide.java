package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.schema.RehearsedStep;
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
        List<RehearsedStep> of(Plan plan);
    }

    boolean isPostgreSql() {
        return database.kind().equals("postgresql");
    }

    /** {@return a text as a literal} */
    String literal(String text) {
        return database.textLiteral(text);
    }

    /** {@return the first value of the only row} */
    String value(String query) {
        return rows(query).get(0).get(0);
    }

    /** {@return the rows of a question, as texts; {@code NULL} is an empty text} */
    List<List<String>> rows(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
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
            throw new ConnectionException("cannot ask " + database.address() + ": " + e.getMessage(), e)
                    .detail("sqlstate", e.getSQLState())
                    .next("run the same command again");
        }
    }
}
