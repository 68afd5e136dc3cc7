package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.app.ConfigSelection;
import dev.aicli.migrate.app.ConfigSession;
import dev.aicli.migrate.cli.output.Outcome;
import dev.aicli.migrate.config.ConfigMigrationFolder;
import dev.aicli.migrate.config.ConfigMigrationSource;
import dev.aicli.migrate.config.ConfigSetup;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.Setting;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config create}. */
@Command(
        name = "create",
        description = "Writes the file of a new configuration migration.",
        footer = {
            "%nExamples:",
            "  aicli-web config create structured_logging",
            "  aicli-web config create without_legacy --version 3.0.0"
        })
public final class ConfigCreateCommand extends CliCommand {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "What it does, in a few words.")
    private List<String> name = List.of();

    @Option(
            names = {"-t", "--version"},
            paramLabel = "VERSION",
            description = "The version that it leads to (default: the next minor version).")
    private @Nullable String version;

    @Option(
            names = "--config-migrations",
            paramLabel = "FOLDER",
            description = "The folder of configuration migrations (default: config-migrations).")
    private @Nullable String migrations;

    @Override
    public Outcome run(CommandContext context) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        ProjectOptions.put(settings, Setting.CONFIG_MIGRATIONS, migrations);
        Project project = context.project(projectOptions, settings);
        ConfigSetup setup = ConfigSession.setup(project, ConfigSelection.ALL);
        List<ConfigMigrationSource> existing = new ConfigMigrationFolder(setup).read();
        SemanticVersion next = next(existing);
        String words = String.join(" ", name).strip();
        String fileName = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
        if (fileName.isEmpty()) {
            throw new UsageException("the name of a migration is made of letters and digits: '" + words + "'")
                    .next("say what it does, such as structured_logging");
        }
        Path file = setup.migrations().resolve(next.text() + "_" + fileName + ".yml");
        write(file, template(next, fileName.replace('_', ' ')));
        String shown = CreateCommand.shown(context, file);
        return Outcome.ok(
                json -> {
                    json.text("version", next.text());
                    json.texts("files", List.of(shown));
                },
                text -> text.line("Wrote " + shown));
    }

    private SemanticVersion next(List<ConfigMigrationSource> existing) {
        String wanted = version;
        if (wanted != null) {
            SemanticVersion given = SemanticVersion.parse(wanted)
                    .orElseThrow(
                            () -> (UsageException) new UsageException("'" + wanted + "' is no configuration version")
                                    .next("a configuration version is a semantic version, such as 1.1.0"));
            if (existing.stream()
                    .anyMatch(source -> source.migration().version().equals(given))) {
                throw new UsageException("there is a migration to version " + given + " already")
                        .next("choose another version");
            }
            return given;
        }
        Optional<SemanticVersion> last = existing.isEmpty()
                ? Optional.empty()
                : Optional.of(existing.get(existing.size() - 1).migration().version());
        return SemanticVersion.of(
                last.map(head -> head.major() + "." + (head.minor() + 1) + ".0").orElse("1.1.0"));
    }

    private static String template(SemanticVersion version, String description) {
        return """
                # docs/config.md explains the format, docs/operations/ each operation. The way back is derived from `up`.
                version: %s
                description: %s

                up:
                  - add: {at: example.setting, value: true, comment: "what it is for"}
                """.formatted(version, description);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("there is a file " + e.getFile() + " already", e).next("choose another name");
        } catch (IOException e) {
            throw new UsageException("cannot write " + file + ": " + e.getMessage(), e)
                    .next("see that this user may write there");
        }
    }
}
