package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The user's own commands that back up, verify and restore the database: a snapshot of a disk or of a cloud. What they
 * must know comes in variables, so that nothing of it stands on a command line; PostgreSQL's own programs find the
 * server by them.
 */
public final class OwnCommands {
    private static final int LAST_LINES = 5;

    private final Words words;
    private final Path directory;
    private final Supplier<Database> database;
    private final UnaryOperator<String> masking;
    private final Consumer<String> output;

    /**
     * The commands, each a program with its arguments; empty where there is none.
     *
     * @param timeout how long each may take
     */
    public record Words(List<String> create, List<String> verify, List<String> restore, Duration timeout) {
        public Words {
            create = List.copyOf(create);
            verify = List.copyOf(verify);
            restore = List.copyOf(restore);
        }
    }

    /**
     * Those of one project.
     *
     * @param directory where they run
     * @param database what they are about; asked for when one runs
     * @param masking hides passwords in what they print
     * @param output hears what they print, line by line, each with the command's name before it
     */
    public OwnCommands(
            Words words,
            Path directory,
            Supplier<Database> database,
            UnaryOperator<String> masking,
            Consumer<String> output) {
        this.words = words;
        this.directory = directory;
        this.database = database;
        this.masking = masking;
        this.output = output;
    }

    boolean canRestore() {
        return !words.restore().isEmpty();
    }

    /**
     * Makes a backup.
     *
     * @param referenceFile what it may write its reference to
     * @return the last line that it printed
     */
    Optional<String> create(BackupId id, Path referenceFile, Cancellation cancellation) {
        return run(
                "backup-create",
                words.create(),
                Map.of("AICLI_BACKUP_ID", id.text(), "AICLI_REFERENCE_FILE", referenceFile.toString()),
                "",
                cancellation);
    }

    /** {@return what is wrong with what {@link #create} made} */
    Optional<String> verify(BackupId id, Part part, Cancellation cancellation) {
        if (words.verify().isEmpty()) {
            return Optional.of("it cannot be verified: aicli.yml has no backup.command.verify");
        }
        try {
            run("backup-verify", words.verify(), about(id, reference(part)), reference(part), cancellation);
            return Optional.empty();
        } catch (BackupException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Brings back what {@link #create} made. */
    void restore(BackupId id, String reference, Cancellation cancellation) {
        run("backup-restore", words.restore(), about(id, reference), reference, cancellation);
    }

    static String reference(Part part) {
        return part.fact("reference").orElse("");
    }

    private static Map<String, String> about(BackupId id, String reference) {
        return Map.of("AICLI_BACKUP_ID", id.text(), "AICLI_REFERENCE", reference);
    }

    private Optional<String> run(
            String event, List<String> command, Map<String, String> more, String input, Cancellation cancellation) {
        Database about = database.get();
        Map<String, String> variables = new LinkedHashMap<>(more);
        variables.put("AICLI_EVENT", event);
        variables.put("AICLI_DATABASE", about.address());
        variables.put("AICLI_DATABASE_KIND", about.kind());
        variables.putAll(about.clientEnvironment());
        Hook process = new Hook(command, false, words.timeout());
        Deque<String> last = new ArrayDeque<>();
        String[] printed = new String[1];
        Optional<String> fault = new HookProcess(process, directory, variables, line -> tell(process, line, last))
                .run(
                        input.lines().findFirst().orElse(""),
                        line -> {
                            if (!line.isBlank()) {
                                printed[0] = line.strip();
                            }
                            tell(process, line, last);
                        },
                        cancellation);
        if (fault.isPresent()) {
            BackupException failure =
                    new BackupException("the " + event + " command " + process.name() + " " + fault.get());
            synchronized (last) {
                failure.detail("output", last.isEmpty() ? null : String.join("\n", last));
            }
            failure.next("see what it printed; nothing was applied");
            throw failure;
        }
        return Optional.ofNullable(printed[0]);
    }

    private void tell(Hook process, String line, Deque<String> last) {
        String shown = masking.apply(line);
        synchronized (last) {
            last.add(shown);
            if (last.size() > LAST_LINES) {
                last.remove();
            }
        }
        output.accept(process.name() + " | " + shown);
    }
}
