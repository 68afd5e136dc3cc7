package dev.aicli.migrate.project;

import dev.aicli.migrate.schema.MigrationLocations;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads where schema migrations lie: {@code migrations: FOLDER}, a list of folders, or {@code folders} and
 * {@code exclude}. Options and environment variables separate several with commas.
 */
final class MigrationsReader {
    private static final String KEY = "migrations";
    private static final String DEFAULT = "migrations";

    private final Function<Setting, Optional<ProjectValue>> given;

    /** @param given finds what an option or an environment variable gives in place of the project file */
    MigrationsReader(Function<Setting, Optional<ProjectValue>> given) {
        this.given = given;
    }

    MigrationLocations read(YamlSection root, Path directory) {
        boolean detailed = root.isMapping(KEY);
        YamlSection section = detailed ? root.section(KEY) : root;
        List<ProjectValue> inFile = section.listed(detailed ? "folders" : KEY);
        List<ProjectValue> excludedInFile = detailed ? section.listed("exclude") : List.of();
        if (detailed) {
            section.finish();
        }
        List<Path> folders = values(Setting.MIGRATIONS, inFile).stream()
                .map(ProjectValue::asPath)
                .distinct()
                .toList();
        return new MigrationLocations(
                folders.isEmpty() ? List.of(directory.resolve(DEFAULT)) : folders,
                !folders.isEmpty(),
                values(Setting.EXCLUDE, excludedInFile).stream()
                        .map(MigrationsReader::pattern)
                        .toList());
    }

    private List<ProjectValue> values(Setting setting, List<ProjectValue> inFile) {
        return given.apply(setting).map(MigrationsReader::separated).orElse(inFile);
    }

    private static List<ProjectValue> separated(ProjectValue value) {
        return Stream.of(value.text().split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(value::withText)
                .toList();
    }

    private static String pattern(ProjectValue value) {
        return value.as(
                text -> Optional.of(text).filter(MigrationLocations::isPattern),
                "a name or a path below the folder, with * for anything, such as testdata or drafts/*.sql");
    }
}
