package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * The way back by the user's own command. Only the command knows what it does, so a restore that was killed on its way
 * is completed by calling it again.
 */
final class CommandRestore implements DatabaseRestore {
    private static final String COMMAND = "command";
    private static final String BEGUN = "begun";
    private static final String REFERENCE = "reference";

    private final OwnCommands commands;
    private final BackupId id;
    private final Database database;
    private final HistoryNames names;

    CommandRestore(OwnCommands commands, BackupId id, Database database, HistoryNames names) {
        this.commands = commands;
        this.id = id;
        this.database = database;
        this.names = names;
    }

    /** {@return whether it is a restore by command that left these facts} */
    static boolean left(Map<String, String> facts) {
        return facts.containsKey(COMMAND);
    }

    @Override
    public void requirePossible() {
        if (!commands.canRestore()) {
            throw new BackupException("the database was backed up by a command of your own, and aicli.yml names none"
                            + " that restores it")
                    .next("write backup.command.restore in aicli.yml, or restore by hand");
        }
    }

    @Override
    public void restore(Part part, Path folder, RunStamp stamp, Progress progress, Cancellation cancellation)
            throws IOException {
        String reference = OwnCommands.reference(part);
        progress.remember(Map.of(COMMAND, BEGUN, REFERENCE, reference));
        progress.releaseLock();
        try {
            commands.restore(id, reference, cancellation);
        } catch (RuntimeException e) {
            progress.remember(Map.of(COMMAND, "failed"));
            throw e;
        }
        record(stamp);
    }

    @Override
    public boolean recover(Map<String, String> facts, RunStamp stamp) {
        String reference = facts.get(REFERENCE);
        if (!BEGUN.equals(facts.get(COMMAND)) || reference == null) {
            return false;
        }
        requirePossible();
        commands.restore(id, reference, new Cancellation());
        record(stamp);
        return true;
    }

    private void record(RunStamp stamp) {
        try (Connection connection = database.connect()) {
            new RestoreRecord(names, stamp).inRestoredDatabaseUnlessThere(database, connection);
        } catch (SQLException e) {
            throw new BackupException("cannot record a restore of " + database.address() + ": " + e.getMessage(), e)
                    .next("run the same command again");
        }
    }
}
