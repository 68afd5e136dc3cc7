package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.LedgerSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.model.Migration;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.schema.MigrationFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate create}. */
@Command(
        name = "create",
        description = "Writes the two files of a new migration, numbered as the folder does it.",
        footer = {"%nExamples:", "  aicli-web migrate create add_audit_log"})
public final class CreateCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "What it does, in a few words.")
    private List<String> name = List.of();

    @Option(names = "--timestamp", description = "Number it by the time (UTC) whatever the folder does.")
    private boolean timestamp;

    @Override
    public Outcome run(CommandContext context) {
        return write(context, context.project(projectOptions), name, timestamp);
    }

    /** Writes the files of a new migration. */
    static Outcome write(CommandContext context, Project project, List<String> name, boolean timestamp) {
        String kind = LedgerSession.url(context.workspace(), project).kind();
        MigrationFolder folder = MigrationFolder.of(project.migrations(), kind, Databases.names(), context.directory());
        List<Migration> existing = Files.isDirectory(folder.folder()) ? folder.read() : List.of();
        NewMigration migration =
                NewMigration.next(folder.folder(), existing, String.join(" ", name), timestamp, Instant.now());
        migration.write();
        String version = NumericVersion.of(migration.version()).text();
        List<String> files = List.of(shown(context, migration.up()), shown(context, migration.down()));
        return Outcome.ok(
                json -> {
                    json.text("version", version);
                    json.texts("files", files);
                },
                text -> files.forEach(file -> text.line("Wrote " + file)));
    }

    static String shown(CommandContext context, Path path) {
        Path directory = context.directory();
        return path.startsWith(directory) ? directory.relativize(path).toString() : path.toString();
    }
}
