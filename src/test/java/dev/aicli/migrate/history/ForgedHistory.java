package dev.aicli.migrate.history;

import dev.aicli.migrate.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;

/** History that was edited by somebody who knows how rows are chained, as an older program would have written it. */
public final class ForgedHistory {
    private ForgedHistory() {}

    /** Chains the rows anew, as they stand. */
    public static void chain(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            HistoryNames names = HistoryNames.locate(database, connection, Optional.empty(), "");
            String previous = Objects.requireNonNull(ChainHead.START.hash());
            for (Row row :
                    new Ledger(database, connection, names).readUnchecked().rows()) {
                Optional<String> downScript;
                try (ResultSet down = statement.executeQuery(
                        "SELECT down_script FROM " + names.history() + " WHERE sequence = " + row.sequence())) {
                    down.next();
                    downScript = Optional.ofNullable(down.getString(1));
                }
                String body = RowHash.body(row.sequence(), row.entry(), downScript)
                        .startedAt(row.entry().startedAt());
                String hash = RowHash.hash(
                        previous, body, row.entry().durationMillis().orElseThrow());
                statement.execute("UPDATE " + names.history() + " SET previous_hash = '" + previous + "', hash = '"
                        + hash + "' WHERE sequence = " + row.sequence());
                previous = hash;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
