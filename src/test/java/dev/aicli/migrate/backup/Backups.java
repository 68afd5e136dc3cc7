package dev.aicli.migrate.backup;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.engine.RunListener;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlDump;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.platform.sqlite.backup.SqliteCopy;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A folder of backups, used the way the program uses it. */
public final class Backups {
    static final HistoryNames PUBLIC = new HistoryNames(Optional.of("public"), "");
    static final HistoryNames PLAIN = new HistoryNames(Optional.empty(), "");

    private final BackupStore store;
    private final ProjectFiles files;
    private final Cancellation cancellation = new Cancellation();

    public Backups(Path directory) {
        Path project = Objects.requireNonNull(directory.getParent());
        this.store = new BackupStore(directory, project);
        this.files = new ProjectFiles(project, file -> true);
    }

    static ProgramFolders programs() {
        return ProgramFolders.of(System.getenv("PATH"));
    }

    static RestoreTools tools() {
        return tools(
                new OwnCommands.Words(List.of(), List.of(), List.of(), Duration.ofSeconds(10)), Backups::noDatabase);
    }

    /** {@return tools with commands of the user's own, which run in the folder for temporary files} */
    static RestoreTools tools(OwnCommands.Words words, Supplier<Database> database) {
        OwnCommands commands = new OwnCommands(
                words, Path.of(System.getProperty("java.io.tmpdir")), database, UnaryOperator.identity(), line -> {});
        return new RestoreTools(programs(), commands, Backups::check, TransferListener.SILENT);
    }

    static Optional<CopyCheck> check(String kind) {
        return Databases.find(kind).flatMap(type -> type.ability(CopyCheck.class));
    }

    private static Database noDatabase() {
        throw new IllegalStateException("no command of the user's own is called");
    }

    static BackupVerifier verifier() {
        return tools().verifier();
    }

    public BackupStore store() {
        return store;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    public BackupMaker maker() {
        return new BackupMaker(store, files, verifier(), cancellation, TransferListener.SILENT);
    }

    public ProjectFiles files() {
        return files;
    }

    public StoredBackup make(BackupSource... sources) {
        return maker().make(request(sources));
    }

    /** What backups belong to whose database is of no interest. */
    static final Home HOME = new Home(".", "sqlite:app.db", "sqlite:app.db");

    /** Makes a backup that may be restored to the project's database. */
    public StoredBackup make(SchemaProject project, BackupSource... sources) {
        return maker().make(request(Home.of(files, store, project.database()), sources));
    }

    public static BackupRequest request(BackupSource... sources) {
        return request(HOME, sources);
    }

    public static BackupRequest request(Home home, BackupSource... sources) {
        return new BackupRequest(
                List.of(sources),
                Manifest.Reason.REQUEST,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                "test",
                home);
    }

    public List<String> faults(StoredBackup backup) {
        return verifier().faults(store.find(backup.id().text()), cancellation);
    }

    public Restorer restorer(SchemaProject project, RestoreOptions options) {
        boolean hasSchemas = project.database() instanceof PostgreSqlDatabase;
        return new Restorer(
                project.database(),
                hasSchemas ? PUBLIC : PLAIN,
                store,
                files,
                tools(),
                options,
                RunListener.SILENT,
                cancellation);
    }

    /** Restores, with a backup of the present state of the same kinds of things. */
    public StoredBackup restore(
            SchemaProject project, StoredBackup backup, RestoreOptions options, BackupSource... sources) {
        return restorer(project, options).restore(backup, List.of(sources), stamp());
    }

    public static RunStamp stamp() {
        return new RunStamp(UUID.randomUUID().toString(), Optional.empty(), "test", "tester", Optional.empty());
    }

    /** {@return the names of everything in the folder, whole backups or not} */
    public List<String> contents() {
        try (Stream<Path> files = Files.list(store.directory())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PostgreSqlDump dump(SchemaProject project, DumpOptions options) {
        return dump(project, programs(), options);
    }

    public static PostgreSqlDump dump(SchemaProject project, ProgramFolders programs, DumpOptions options) {
        return new PostgreSqlDump((PostgreSqlDatabase) project.database(), PUBLIC, programs, options);
    }

    public static SqliteCopy copy(SchemaProject project) {
        return new SqliteCopy((SqliteDatabase) project.database(), PLAIN, DumpOptions.DEFAULT);
    }

    /** {@return a plain dump of a PostgreSQL database, its random lines left out} */
    public static String plainDump(SchemaProject project, String... options) {
        PostgreSqlDatabase database = (PostgreSqlDatabase) project.database();
        StringBuilder text = new StringBuilder();
        new ExternalProgram(
                        Stream.concat(Stream.of("pg_dump", "--no-password"), Stream.of(options))
                                .toList(),
                        database.url().libpqEnvironment(),
                        database.url().masking())
                .run(
                        ExternalProgram.Exchange.listening(
                                stdout -> text.append(new String(stdout.readAllBytes(), StandardCharsets.UTF_8))),
                        new Cancellation());
        return text.toString().replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    }

    /** Changes one byte in the middle of a file. */
    public static void flipByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
