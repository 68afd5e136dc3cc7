package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.model.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example in help texts and documents does what it says. */
class ExamplesTest {
    private static final Pattern CALL = Pattern.compile("(?:^|[ (/])aicli-web ((?:[^|>#)]|\\)(?!$))*)");
    private static final Pattern SHELL_BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

    /** Commands whose examples lead from an empty database. */
    private static final List<String> FRESH = List.of("up", "migrate", "dry-run", "baseline");

    @TempDir
    private Path directory;

    private void project(int migrations) throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\n");
        Path folder = Files.createDirectories(directory.resolve("migrations"));
        for (int i = 1; i <= migrations; i++) {
            Files.writeString(folder.resolve("00" + i + "_t.up.sql"), "CREATE TABLE t" + i + " (id INTEGER);");
            Files.writeString(folder.resolve("00" + i + "_t.down.sql"), "DROP TABLE t" + i + ";");
        }
    }

    /** {@return the arguments of a line that calls the program; empty for any other line} */
    private static List<String> arguments(String line) {
        Matcher call = CALL.matcher(line.strip());
        return call.find() ? List.of(call.group(1).strip().split(" +", -1)) : List.of();
    }

    private static List<String> commands() {
        List<String> commands = new ArrayList<>(List.of("init", "version", "completion", "history", "history verify"));
        for (String name : List.of(
                "up",
                "down",
                "redo",
                "resume",
                "status",
                "version",
                "list",
                "dry-run",
                "validate",
                "create",
                "force",
                "repair",
                "unlock",
                "baseline")) {
            commands.add("migrate " + name);
        }
        for (String name : List.of("version", "status", "migrate", "rollback", "create", "verify")) {
            commands.add("db " + name);
        }
        return commands;
    }

    private static List<String> configCommands() {
        return List.of(
                "config up",
                "config down",
                "config status",
                "config version",
                "config dry-run",
                "config validate",
                "config create",
                "config baseline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "release status",
                "release list",
                "release baseline",
                "check-compatibility",
                "upgrade",
                "rollback"
            })
    void examplesOfReleaseHelpWork(String command) throws IOException {
        for (List<String> example : examplesOf(command)) {
            clear();
            SampleProject.copyTo(directory);
            if (!command.startsWith("release")) {
                succeeds(List.of("migrate", "up", "--target-version", "1.0.0"));
            }
            if (command.equals("rollback")) {
                succeeds(List.of("upgrade", "--target-version", "2.0.0", "--yes"));
            }
            succeeds(example);
        }
    }

    private static List<String> backupCommands() {
        return List.of("backup create", "backup list", "backup verify", "backup restore", "backup prune");
    }

    /** {@return the examples at the end of a command's help, as arguments} */
    private List<List<String>> examplesOf(String command) {
        String help =
                new Cli(directory).run((command + " --help").split(" ", -1)).output();
        List<List<String>> examples = help.substring(help.indexOf("Examples:"))
                .lines()
                .map(ExamplesTest::arguments)
                .filter(arguments -> !arguments.isEmpty())
                .toList();
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private void succeeds(List<String> example) {
        Cli.Result result = new Cli(directory).run(example.toArray(String[]::new));
        assertThat(result.exitCode()).as(example + result.error()).isEqualTo(example.contains("--check") ? 3 : 0);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void examplesOfHelpWork(String command) throws IOException {
        for (List<String> example : examplesOf(command)) {
            clear();
            if (!example.contains("init")) {
                project(5);
            }
            boolean onFreshDatabase = example.size() > 1 && FRESH.contains(example.get(1));
            if (!onFreshDatabase && !example.contains("init")) {
                succeeds(List.of("migrate", "up", "--steps", "4"));
            }
            succeeds(example);
        }
    }

    @ParameterizedTest
    @MethodSource("backupCommands")
    void examplesOfBackupHelpWork(String command) throws IOException {
        for (List<String> example : examplesOf(command)) {
            clear();
            project(2);
            succeeds(List.of("migrate", "up"));
            // A backup's name is made up in the help, and another each time.
            succeeds(example.stream()
                    .map(word -> word.startsWith("2026") ? "latest" : word)
                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("configCommands")
    void examplesOfConfigHelpWork(String command) throws IOException {
        for (List<String> example : examplesOf(command)) {
            clear();
            Files.copy(Path.of("aicli.yml"), directory.resolve("aicli.yml"));
            Files.copy(Path.of("examples", "config.yml"), directory.resolve("config.yml"));
            Files.copy(Path.of("examples", ".env"), directory.resolve(".env"));
            Path migrations = Files.createDirectory(directory.resolve("config-migrations"));
            if (!command.endsWith("create")) {
                try (Stream<Path> files = Files.list(Path.of("config-migrations"))) {
                    for (Path file : files.toList()) {
                        Files.copy(file, migrations.resolve(file.getFileName()));
                    }
                }
            }
            if (command.endsWith("baseline")) {
                // A baseline is for files that do not tell their version.
                Files.writeString(directory.resolve("config.yml"), "log_level: info\n");
                Files.writeString(directory.resolve(".env"), "LOG_LEVEL=info\n");
            }
            if (command.endsWith("down")) {
                succeeds(List.of("config", "up"));
            }
            succeeds(example);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/json.md",
                "docs/drift.md",
                "docs/releases.md",
                "docs/upgrade.md",
                "docs/backups.md",
                "docs/compatibility/README.md"
            })
    void examplesOfDocumentsWork(String document) throws IOException {
        if (List.of("docs/releases.md", "docs/upgrade.md").contains(document) || document.contains("compatibility")) {
            SampleProject.copyTo(directory);
            if (document.contains("compatibility")) {
                succeeds(List.of("migrate", "up", "--target-version", "1.0.0"));
            }
        } else {
            project(3);
        }
        if (document.equals("docs/backups.md")) {
            succeeds(List.of("migrate", "up"));
        }
        int count = 0;
        Matcher block = SHELL_BLOCK.matcher(Files.readString(Path.of(document)));
        while (block.find()) {
            for (String line : block.group(1).lines().toList()) {
                // The launcher's own example is a test of its own.
                // What follows || is for when the command before it fails.
                String command = line.replaceFirst(" \\|\\| .*", "");
                List<String> arguments = command.startsWith("./") ? List.of() : arguments(command);
                if (!arguments.isEmpty()) {
                    Cli.Result result = new Cli(directory).run(arguments.toArray(String[]::new));
                    assertThat(result.exitCode())
                            .as(line + "\n" + result.error())
                            .isZero();
                    count++;
                }
            }
        }
        assertThat(count).isPositive();
    }

    @Test
    void theReadmesProjectFileIsAccepted() throws IOException {
        Matcher yaml =
                Pattern.compile("(?s)```yaml\n(database:.*?)```").matcher(Files.readString(Path.of("README.md")));
        assertThat(yaml.find()).isTrue();
        project(1);
        Files.writeString(directory.resolve("aicli.yml"), yaml.group(1));

        Cli.Result result = new Cli(directory).run("migrate", "create", "x");

        assertThat(result.exitCode()).as(result.error()).isZero();
    }

    @Test
    void theManifestOfTheDocumentsIsAccepted() throws IOException {
        Matcher yaml = Pattern.compile("(?s)```yaml\n(releases:.*?)```")
                .matcher(Files.readString(Path.of("docs", "releases.md")));
        assertThat(yaml.find()).isTrue();
        SampleProject.copyTo(directory);
        Files.writeString(directory.resolve("releases.yml"), yaml.group(1));

        Cli.Result result = new Cli(directory).run("release", "list");

        assertThat(result.exitCode()).as(result.error()).isZero();
    }

    @Test
    void theReadmeNamesEveryCommandAndExitCode() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(commands())
                .allSatisfy(command ->
                        assertThat(readme).contains(command.replaceFirst("^(db|init|version|completion) ?.*", "$1")));
        for (ExitCode code : ExitCode.values()) {
            assertThat(readme).contains(Integer.toString(code.number()));
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        }
    }
}
