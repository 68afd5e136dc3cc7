package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.model.BackupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database by way of the user's own command. The backup holds nothing but a reference to what the command made: what
 * it wrote to the file that it was told of, else the last line that it printed.
 */
public final class CommandSnapshot implements BackupSource {
    private static final int LONGEST_REFERENCE = 4096;

    private final OwnCommands commands;
    private final Database database;

    public CommandSnapshot(OwnCommands commands, Database database) {
        this.commands = commands;
        this.database = database;
    }

    /** {@return 0: what it makes lies elsewhere} */
    @Override
    public long estimate() {
        return 0;
    }

    @Override
    public Part save(Staging staging) {
        Path file = staging.folder().resolve("reference");
        Optional<String> printed = commands.create(staging.id(), file, staging.cancellation());
        String reference = written(file).or(() -> printed).orElse("");
        if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE) {
            throw new BackupException("the backup-create command ended well and gave no reference to what it made")
                    .next("let it print one as its last line, or write one to the file that AICLI_REFERENCE_FILE"
                            + " names: up to " + LONGEST_REFERENCE + " characters");
        }
        return new Part("database", Part.Kind.COMMAND, database.address(), List.of(), Map.of("reference", reference));
    }

    private static Optional<String> written(Path file) {
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String text = Files.readString(file).strip();
            Files.delete(file);
            return Optional.of(text).filter(reference -> !reference.isEmpty());
        } catch (IOException e) {
            throw new BackupException("cannot read the reference that the backup-create command wrote", e)
                    .next("let it write one line of text in UTF-8");
        }
    }
}
