package dev.aicli.migrate.project;

import dev.aicli.migrate.backup.OwnCommands;
import dev.aicli.migrate.project.BackupSettings.Mode;
import dev.aicli.migrate.project.BackupSettings.When;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the project file's {@code backup} section. */
final class BackupReader {
    private static final long DEFAULT_MAX_SIZE = 20_000_000_000L;
    private static final Duration COMMAND_TIMEOUT = Duration.ofHours(1);

    /** Finds a value where options and environment variables come first. */
    interface Lookup {
        Optional<ProjectValue> find(Setting setting, YamlSection section, String key);
    }

    private final Lookup lookup;

    BackupReader(Lookup lookup) {
        this.lookup = lookup;
    }

    BackupSettings read(YamlSection backup, Path projectDirectory) {
        YamlSection command = backup.section("command");
        BackupSettings settings = new BackupSettings(
                lookup.find(Setting.BACKUP_DIRECTORY, backup, "directory")
                        .map(ProjectValue::asPath)
                        .orElse(projectDirectory.resolve(".aicli").resolve("backups")),
                backup.value("keep").map(ProjectValue::asCount),
                backup.value("keep-days").map(ProjectValue::asCount),
                backup.value("mode")
                        .map(value -> ProjectReader.oneOf(value, Mode.values()))
                        .orElse(Mode.AUTO),
                backup.value("when")
                        .map(value -> ProjectReader.oneOf(value, When.values()))
                        .orElse(When.ALWAYS),
                lookup.find(Setting.BACKUP_MAX_SIZE, backup, "max-size")
                        .map(value -> value.as(Quantities::size, Quantities.SIZE_FORM))
                        .orElse(DEFAULT_MAX_SIZE),
                backup.value("provider")
                        .map(value -> ProjectReader.oneOf(value, BackupSettings.Provider.values()))
                        .orElse(BackupSettings.Provider.DUMP),
                backup.value("jobs")
                        .map(ProjectValue::asCount)
                        .filter(jobs -> jobs > 0)
                        .orElse(1),
                new OwnCommands.Words(
                        words(command, "create"),
                        words(command, "verify"),
                        words(command, "restore"),
                        ProjectReader.duration(command.value("timeout")).orElse(COMMAND_TIMEOUT)),
                backup.value("redis").map(ProjectValue::text));
        command.finish();
        backup.finish();
        return settings;
    }

    /** {@return a program and its arguments, given as a list or as one line} */
    static List<String> words(YamlSection section, String key) {
        if (section.isSequence(key)) {
            return section.texts(key);
        }
        return section.value(key)
                .map(value -> value.as(CommandWords::split, "a program and its arguments, or a list of them"))
                .orElse(List.of());
    }
}
