package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.history.Action;
import dev.aicli.migrate.history.Entry;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.history.Row;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.history.Subject;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/** Writes into history that time went backwards: one row for each target whose state was restored. */
public final class RestoreRecord {
    private static final String CONFIG_TRACK = "config";

    private final HistoryNames names;
    private final RunStamp stamp;

    public RestoreRecord(HistoryNames names, RunStamp stamp) {
        this.names = names;
        this.stamp = stamp;
    }

    /**
     * Records it in a restored database, after the rows that came back with it. A database that had no history when it
     * was backed up is given none: its history begins with its first run.
     */
    public void inRestoredDatabase(Database database, Connection connection) {
        Ledger ledger = new Ledger(database, connection, names);
        History restored = ledger.readUnchecked();
        CurrentVersions.bySubject(restored).forEach((subject, version) -> append(ledger, subject, version));
    }

    /** Records it where a run that was killed did not come so far. */
    public void inRestoredDatabaseUnlessThere(Database database, Connection connection) {
        boolean recorded = new Ledger(database, connection, names)
                .readUnchecked().rows().stream()
                        .map(Row::entry)
                        .anyMatch(entry -> entry.action() == Action.RESTORE
                                && entry.run().runId().equals(stamp.runId()));
        if (!recorded) {
            inRestoredDatabase(database, connection);
        }
    }

    /** Records that configuration files came back, in a database that was left as it is. */
    void ofFiles(Database database, Connection connection, Map<String, String> versions) {
        Ledger ledger = new Ledger(database, connection, names);
        History history = ledger.readUnchecked();
        if (history.rows().isEmpty()) {
            return;
        }
        for (Subject subject : history.subjects(CONFIG_TRACK)) {
            append(ledger, subject, Optional.ofNullable(versions.get(subject.toString())));
        }
    }

    private void append(Ledger ledger, Subject subject, Optional<String> version) {
        ledger.record(Entry.declaration(stamp, subject, version.orElse(""), Action.RESTORE, version));
    }
}
