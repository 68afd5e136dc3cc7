package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.BackupSource;
import dev.aicli.migrate.backup.BackupTool;
import dev.aicli.migrate.backup.DumpOptions;
import dev.aicli.migrate.backup.ExternalProgram;
import dev.aicli.migrate.backup.OwnerOnly;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.PartFile;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.backup.Staging;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL database by way of {@code pg_dump}: its custom format, or its directory format when several processes
 * are to work at once. The password goes through the environment, which other users cannot see.
 */
public final class PostgreSqlDump implements BackupSource {
    private static final String PART = "database";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** The fact that says what the role could not restore. */
    private static final String UNRESTORABLE = "notRestorable";

    private final PostgreSqlDatabase database;
    private final HistoryNames names;
    private final ProgramFolders programs;
    private final DumpOptions options;

    /**
     * A database that is looked at when it is asked for.
     *
     * @param names of our own tables: the lock is left out
     * @param programs where PostgreSQL's programs are searched
     */
    public PostgreSqlDump(
            PostgreSqlDatabase database, HistoryNames names, ProgramFolders programs, DumpOptions options) {
        this.database = database;
        this.names = names;
        this.programs = programs;
        this.options = options;
    }

    @Override
    public long estimate() {
        try (Connection connection = database.connect()) {
            PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
            PostgreSqlTools.find(programs, catalogue.serverMajor());
            return bytes(catalogue);
        } catch (SQLException e) {
            throw failure("cannot look at " + database.address(), e);
        }
    }

    @Override
    public Optional<BackupTool> tool() {
        return Optional.of(new BackupTool() {
            @Override
            public String name() {
                return "pg_dump";
            }

            @Override
            public String version() {
                return toolVersion();
            }
        });
    }

    private String toolVersion() {
        try (Connection connection = database.connect()) {
            return PostgreSqlTools.find(programs, new PostgreSqlCatalogue(connection).serverMajor())
                    .version();
        } catch (SQLException e) {
            throw failure("cannot look at " + database.address(), e);
        }
    }

    /** The most, whatever program makes it, and whether it is there. */
    @Override
    public long size() {
        try (Connection connection = database.connect()) {
            return bytes(new PostgreSqlCatalogue(connection));
        } catch (SQLException e) {
            throw failure("cannot look at " + database.address(), e);
        }
    }

    private long bytes(PostgreSqlCatalogue catalogue) throws SQLException {
        options.requireAllowed(catalogue.size());
        return options.schemaOnly() ? 0 : catalogue.rowBytes();
    }

    @Override
    public Part save(Staging staging) {
        Path folder = staging.folder();
        try (Connection connection = database.connect()) {
            PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
            PostgreSqlTools tools = PostgreSqlTools.find(programs, catalogue.serverMajor());
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("format", options.jobs() > 1 ? "directory" : "custom");
            facts.put("serverVersion", catalogue.serverVersion());
            facts.put("pgDumpVersion", tools.version());
            facts.put("databaseBytes", Long.toString(catalogue.size()));

            PostgreSqlBlockers blockers = new PostgreSqlBlockers(database, options.lockLimit());
            blockers.await(connection, staging.cancellation());
            PostgreSqlSnapshot snapshot = PostgreSqlSnapshot.begin(connection, catalogue.inRecovery());
            PostgreSqlRights rights = new PostgreSqlRights(connection);
            requireReadable(rights);
            List<String> unrestorable = rights.unrestorable(new Maintenance(database).maySwap(connection));
            if (!unrestorable.isEmpty()) {
                facts.put(UNRESTORABLE, String.join("; ", unrestorable));
            }
            catalogue.limitLocks(options.lockLimit());
            Map<Long, String> expected = catalogue.tables();
            List<String> command = command(tools, snapshot.export());
            // Rows are counted meanwhile: it takes the server a fraction of the time that compressing them takes.
            Outlining outlining = Outlining.start(connection, !options.schemaOnly(), names);
            List<PartFile> files = new ArrayList<>();
            try {
                files.addAll(
                        options.jobs() > 1 ? dumpToFolder(command, staging) : List.of(dumpThroughUs(command, staging)));
            } catch (RuntimeException | IOException e) {
                staging.cancellation().check();
                outlining.abandon();
                if (e instanceof BackupException refused && hasMetALock(refused)) {
                    throw blockers.timedOut(e);
                }
                throw e;
            }
            files.add(outlining.result(staging.cancellation()).write(folder));

            PostgreSqlArchive archive = PostgreSqlArchive.read(tools, folder.resolve(root()), staging.cancellation());
            requireComplete(archive, expected);
            if (options.jobs() == 1 && !archive.endsWhole(folder.resolve(root()))) {
                throw new BackupException("what pg_dump wrote ends in the middle, though it reported no failure")
                        .detail("program", tools.program("pg_dump"))
                        .next("see that this is pg_dump itself, or lets its exit status through; nothing was changed");
            }
            facts.put("tables", Integer.toString(archive.tables().size()));
            return new Part(PART, Part.Kind.copyOf(database.kind()), database.address(), files, facts);
        } catch (SQLException e) {
            if (PostgreSqlCatalogue.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new PostgreSqlBlockers(database, options.lockLimit()).timedOut(e);
            }
            throw failure("the backup of " + database.address() + " failed", e);
        } catch (IOException e) {
            throw new BackupException("cannot write the backup: " + e.getMessage(), e)
                    .next("see that the disk has room and that the folder is writable: " + folder.getParent());
        }
    }

    private void requireReadable(PostgreSqlRights rights) throws SQLException {
        List<String> unreadable = rights.unreadable(!options.schemaOnly());
        if (!unreadable.isEmpty()) {
            String role = database.url().user();
            throw new BackupException(role + " may not read all that is to be backed up; it lacks "
                            + String.join(", ", unreadable))
                    .next("let its owner or a superuser grant that to " + role + " (from PostgreSQL 14 on, GRANT"
                            + " pg_read_all_data TO " + role + " is enough for tables; ALTER ROLE … BYPASSRLS for row"
                            + " security); nothing was changed");
        }
    }

    /** Whatever its version calls it. */
    private static boolean hasMetALock(BackupException refused) {
        String said = String.valueOf(refused.getMessage());
        return said.contains("lock timeout") || said.contains("could not obtain lock");
    }

    private String root() {
        return options.jobs() > 1 ? "database" : "database.dump";
    }

    private List<String> command(PostgreSqlTools tools, String snapshot) {
        List<String> command = new ArrayList<>(List.of(
                tools.program("pg_dump"),
                "--no-password",
                "--snapshot=" + snapshot,
                "--exclude-table-data=" + names.lock()));
        if (!options.lockLimit().isZero()) {
            // A session that holds a table against all readers would make the dump wait for ever.
            command.add("--lock-wait-timeout=" + options.lockLimit().toMillis());
        }
        if (options.schemaOnly()) {
            command.add("--schema-only");
        }
        return command;
    }

    private PartFile dumpThroughUs(List<String> command, Staging staging) throws IOException {
        List<String> custom = new ArrayList<>(command);
        custom.add("--format=custom");
        PartFile[] written = new PartFile[1];
        try {
            program(custom)
                    .run(
                            ExternalProgram.Exchange.listening(stdout -> written[0] = writeTo(staging, stdout)),
                            staging.cancellation());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return written[0];
    }

    /** Our own trouble with the disk is told apart from the program's. */
    private PartFile writeTo(Staging staging, InputStream stdout) {
        try {
            PartFile written = OwnerOnly.write(
                    stdout,
                    staging.folder().resolve(root()),
                    done -> staging.progress().transferred("backing up database", done, 0));
            return new PartFile(root(), written.size(), written.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PartFile> dumpToFolder(List<String> command, Staging staging) throws IOException {
        List<String> directory = new ArrayList<>(command);
        Path target = staging.folder().resolve(root());
        OwnerOnly.createFolder(target);
        directory.addAll(List.of("--format=directory", "--jobs=" + options.jobs(), "--file=" + target));
        program(directory)
                .run(ExternalProgram.Exchange.listening(stdout -> stdout.readAllBytes()), staging.cancellation());
        List<PartFile> files = new ArrayList<>();
        try (Stream<Path> written = Files.list(target)) {
            for (Path file : written.sorted().toList()) {
                OwnerOnly.restrict(file);
                OwnerOnly.force(file);
                files.add(OwnerOnly.measure(staging.folder(), root() + "/" + file.getFileName()));
            }
        }
        OwnerOnly.force(target);
        return files;
    }

    private ExternalProgram program(List<String> command) {
        return new ExternalProgram(
                command, database.url().libpqEnvironment(), database.url().masking());
    }

    private void requireComplete(PostgreSqlArchive archive, Map<Long, String> expected) {
        List<String> missing = expected.entrySet().stream()
                .filter(table -> !archive.tables().contains(table.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!missing.isEmpty()) {
            throw new BackupException("the backup lacks tables of the database: " + String.join(", ", missing))
                    .next("see that " + database.url().user() + " may read every table of the database");
        }
    }

    private BackupException failure(String what, SQLException e) {
        String reason = database.url().masking().mask(String.valueOf(e.getMessage()));
        BackupException failure = new BackupException(what + ": " + reason, e);
        String state = String.valueOf(e.getSQLState());
        String advice = state.startsWith("08") || state.startsWith("57P")
                ? "see that the server runs, and run the same command again"
                : state.equals(INSUFFICIENT_PRIVILEGE)
                        ? "grant " + database.url().user() + " the right that is named, or go on without a backup by"
                                + " --no-backup"
                        : "remove the cause that it names, and run the same command again";
        failure.detail("sqlstate", e.getSQLState()).next(advice);
        return failure;
    }
}
