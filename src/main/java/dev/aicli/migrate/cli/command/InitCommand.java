package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.database.DatabaseUrl;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.ProjectReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code init}. */
@Command(
        name = "init",
        description = "Writes a project file and a folder of migrations.",
        footer = {"%nExamples:", "  aicli-web init", "  aicli-web init --database-url postgresql://app@localhost/app"})
public final class InitCommand extends CliCommand {
    private static final String DEFAULT_URL = "sqlite:aicli.db";

    @Option(
            names = {"-d", "--database-url"},
            paramLabel = "URL",
            description = "The database (default: " + DEFAULT_URL + "). Its password is not written to the file.")
    private @Nullable String databaseUrl;

    @Override
    public Outcome run(CommandContext context) {
        DatabaseUrl url = Databases.url(
                databaseUrl == null ? DEFAULT_URL : databaseUrl,
                context.workspace().urlEnvironment(context.directory()));
        context.hide(url.masking());
        Path file = context.directory().resolve(ProjectReader.FILE_NAME);
        Path migrations = context.directory().resolve("migrations").resolve(url.kind());
        List<String> written = new ArrayList<>();
        try {
            Files.writeString(file, content(url), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            written.add(CreateCommand.shown(context, file));
            if (!Files.isDirectory(context.directory().resolve("migrations"))) {
                Files.createDirectories(migrations);
                written.add(CreateCommand.shown(context, migrations));
            }
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("there is a project file " + ProjectReader.FILE_NAME + " here already", e)
                    .next("edit it, or remove it first");
        } catch (IOException e) {
            throw new UsageException("cannot write here: " + e.getMessage(), e)
                    .next("see that this user may write to " + context.directory());
        }
        return Outcome.ok(json -> json.texts("files", written), text -> {
            written.forEach(name -> text.line("Wrote " + name));
            text.line("Next: aicli-web migrate create NAME, write its SQL, aicli-web migrate up");
        });
    }

    /** A single-quoted scalar takes any URL as it is. */
    private static String content(DatabaseUrl url) {
        String shown = url.masked()
                .replace(":" + Masking.MASK + "@", "@")
                .replace("'", "''")
                .replace("$", "$$");
        return """
                # The project of aicli-web: what is migrated, and where. `aicli-web help` lists the commands.
                database:
                  # AICLI_DATABASE_URL goes before what is written here. Keep passwords out of this file: PGPASSWORD,
                  # ~/.pgpass, or password_file=… in the URL.
                  url: '${AICLI_DATABASE_URL:-%s}'
                migrations: migrations
                """.formatted(shown);
    }
}
