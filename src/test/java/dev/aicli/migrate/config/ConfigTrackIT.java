package dev.aicli.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.RunParticipant;
import dev.aicli.migrate.engine.RunReport;
import dev.aicli.migrate.history.RunStamp;
import dev.aicli.migrate.model.ExitCode;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.testing.ConfigProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTrackIT {
    private static final String MOVE = """
            version: 1.1.0
            description: structured logging
            up:
              - move: {from: log_level, to: logging.level}
              - add: {at: logging.format, value: json}
            """;

    @TempDir
    private Path root;

    private ConfigProject project;

    @BeforeEach
    void setUp() {
        project = new ConfigProject(root).files("config.yml").migration("1.1.0_logging.yml", MOVE);
    }

    private void refused(ExitCode code, String... parts) {
        assertThatThrownBy(() -> project.up())
                .isInstanceOf(MigrateException.class)
                .hasMessageContainingAll(parts)
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(code);
                    assertThat(failure.nextStep()).isPresent();
                });
        nothingIsLeftBehind();
    }

    private void nothingIsLeftBehind() {
        try (Stream<Path> paths = Files.walk(root)) {
            assertThat(paths.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.contains("aicli-") || name.equals("journal.jsonl"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsCarriageReturnsAndTheByteOrderMark() {
        project.file("config.yml", "\uFEFFversion: 1.0.0\r\n# how much\r\nlog_level: info # x\r\nname: ü\r\n");

        project.up();

        assertThat(project.text("config.yml"))
                .isEqualTo("\uFEFFversion: 1.1.0\r\nlogging:\r\n  # how much\r\n  level: info # x\r\n  format: json\r\n"
                        + "name: ü\r\n");
    }

    @Test
    void keepsModeAndFollowsASymbolicLinkWithoutReplacingIt() throws IOException {
        project.file("real/settings.yml", "version: 1.0.0\nlog_level: info\n");
        Path real = root.resolve("real/settings.yml");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(root.resolve("config.yml"), Path.of("real/settings.yml"));

        project.up();

        assertThat(Files.readSymbolicLink(root.resolve("config.yml"))).isEqualTo(Path.of("real/settings.yml"));
        assertThat(Files.readString(real)).contains("version: 1.1.0", "  level: info");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
        nothingIsLeftBehind();
    }

    @Test
    void namesAllFilesThatAMigrationCannotChange() {
        project.files("*.yml")
                .file("a.yml", "version: 1.0.0\nlog_level: info\nlogging: {level: debug}\n")
                .file("b.yml", "version: 1.0.0\nlog_level: info\n")
                .file("c.yml", "version: 1.0.0\n\nlog_level: info\nlogging:\n  level: debug\n");

        assertThatThrownBy(() -> project.up())
                .hasMessageContaining("a.yml")
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> {
                    assertThat(failure.location()).hasValue(new SourceLocation("a.yml", 3, 18));
                    assertThat(failure.others()).singleElement().satisfies(other -> {
                        assertThat(other).hasMessageContaining("c.yml");
                        assertThat(other.location()).hasValue(new SourceLocation("c.yml", 5, 10));
                    });
                });
        assertThat(project.text("b.yml")).isEqualTo("version: 1.0.0\nlog_level: info\n");
        nothingIsLeftBehind();
    }

    @Test
    void namesAllFilesThatCannotBeRead() {
        project.files("*.yml")
                .file("a.yml", "version: 1.0.0\na: [\n")
                .file("b.yml", "version: 1.0.0\nlog_level: info\n")
                .file("c.yml", "version: 1.0.0\nb: {\n");

        assertThatThrownBy(() -> project.up())
                .hasMessageContaining("a.yml")
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> assertThat(failure.others())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessageContaining("c.yml")));
        assertThat(project.text("b.yml")).isEqualTo("version: 1.0.0\nlog_level: info\n");
    }

    @Test
    void refusesALinkOutOfTheProject(@TempDir Path elsewhere) throws IOException {
        Path other = Files.writeString(elsewhere.resolve("config.yml"), "version: 1.0.0\nlog_level: info\n");
        Files.createSymbolicLink(root.resolve("config.yml"), other);

        refused(ExitCode.USAGE, "config.yml", "link out of the project's folder");
        assertThat(other).hasContent("version: 1.0.0\nlog_level: info\n");
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        Files.createDirectory(root.resolve("config.yml"));
        refused(ExitCode.USAGE, "config.yml is a folder");

        Files.delete(root.resolve("config.yml"));
        new ProcessBuilder("mkfifo", root.resolve("config.yml").toString())
                .start()
                .waitFor();
        refused(ExitCode.USAGE, "config.yml is no ordinary file");

        Files.delete(root.resolve("config.yml"));
        Files.createSymbolicLink(root.resolve("config.yml"), Path.of("config.yml"));
        refused(ExitCode.USAGE, "cannot read config.yml");
    }

    @Test
    void refusesWhatCannotBeReadAndNamesThePlace() throws IOException {
        byte[] latin = "version: 1.0.0\nname: J\u00fcrgen\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(root.resolve("config.yml"), latin);
        assertThatThrownBy(() -> project.up())
                .asInstanceOf(type(MigrateException.class))
                .extracting(MigrateException::location)
                .isEqualTo(Optional.of(new SourceLocation("config.yml", 2, 8)));
        assertThat(project.bytes("config.yml")).isEqualTo(latin);

        project.file("config.yml", "version: 1.0.0\na: 1\na: 2\n");
        refused(ExitCode.INVALID, "config.yml cannot be read");

        project.file("config.yml", "version: 1.0.0\n" + "a: b\n".repeat(2_000_000));
        refused(ExitCode.USAGE, "config.yml is larger than 8 MiB");
    }

    @Test
    void writesAllFilesOrNone() {
        project.files("a.yml", "b.yml")
                .migration("1.2.0_more.yml", "version: 1.2.0\nup:\n  - add: {at: logging.level.x, value: 1}\n")
                .file("a.yml", "version: 1.0.0\nlogging:\n  level: {y: 1}\n")
                .file("b.yml", "version: 1.0.0\nlog_level: info\n");

        refused(ExitCode.INVALID, "1.2.0", "b.yml");

        assertThat(project.text("a.yml")).isEqualTo("version: 1.0.0\nlogging:\n  level: {y: 1}\n");
        assertThat(project.text("b.yml")).isEqualTo("version: 1.0.0\nlog_level: info\n");
        assertThat(project.recorded("a.yml")).isEmpty();
    }

    @Test
    void noticesAFileThatWasSavedMeanwhile() {
        project.files("a.yml", "config.yml")
                .file("a.yml", "version: 1.0.0\nlog_level: info\n")
                .file("config.yml", "version: 1.0.0\nlog_level: info\n")
                .with(new RunParticipant() {
                    @Override
                    public RunStamp beforeRun(RunStamp stamp, Plan plan) {
                        project.file("config.yml", "version: 1.0.0\nlog_level: debug\n");
                        return stamp;
                    }
                });

        refused(ExitCode.MIGRATION_FAILED, "config.yml was changed by somebody else");

        assertThat(project.text("config.yml")).isEqualTo("version: 1.0.0\nlog_level: debug\n");
        assertThat(project.text("a.yml")).isEqualTo("version: 1.0.0\nlog_level: info\n");
        assertThat(project.recorded("a.yml")).isEmpty();
    }

    @Test
    void refusesAHardLinkThatWouldBeParted() throws IOException {
        project.file("config.yml", "version: 1.0.0\nlog_level: info\n");
        Files.createLink(root.resolve("other.yml"), root.resolve("config.yml"));

        refused(ExitCode.USAGE, "config.yml has several names");
    }

    @Test
    void neverGuessesAVersion() {
        project.file("config.yml", "log_level: info\n");
        refused(ExitCode.USAGE, "at which version is config.yml");

        project.baseline("config.yml", "1.0.0");
        project.up();

        assertThat(project.text("config.yml")).isEqualTo("logging:\n  level: info\n  format: json\n");
        assertThat(project.recorded("config.yml")).containsExactly("baseline 1.0.0", "up 1.1.0");
        assertThat(project.up().nothingToDo()).isTrue();
    }

    @Test
    void takesTheVersionThatIsGivenForTheRun() {
        project.file("config.yml", "log_level: info\n").assuming("1.0.0");

        project.up();

        assertThat(project.recorded("config.yml")).containsExactly("baseline 1.0.0", "up 1.1.0");
    }

    @Test
    void aComposeFilesVersionIsNoStamp() {
        project.file("config.yml", "version: '3.8'\nlog_level: info\n").assuming("1.0.0");

        project.up();

        assertThat(project.text("config.yml")).startsWith("version: '3.8'\n");
    }

    @Test
    void aFilesOwnVersionGoesBeforeHistory() {
        String former = "version: 1.0.0\nlog_level: info\n";
        project.file("config.yml", former);
        project.up();
        String migrated = project.text("config.yml");

        project.file("config.yml", former);
        FileStanding standing = project.standing("config.yml");
        assertThat(standing.disagrees()).isTrue();
        assertThat(standing.version().map(Object::toString)).contains("1.0.0");
        project.up();

        assertThat(project.text("config.yml")).isEqualTo(migrated);
        assertThat(project.recorded("config.yml"))
                .containsExactly("baseline 1.0.0", "up 1.1.0", "force 1.0.0", "up 1.1.0");
    }

    @Test
    void listsWhatCouldNotBeCarriedBack() {
        project.file("config.yml", "version: 1.0.0\nlog_level: info\n");
        project.up();
        project.file("config.yml", project.text("config.yml").replace("format: json", "format: text # mine"));

        RunReport report = project.down(1);

        assertThat(project.text("config.yml")).contains("log_level: info", "format: text # mine", "version: 1.0.0");
        assertThat(report.results().get(0).warnings())
                .isNotEmpty()
                .allSatisfy(warning -> assertThat(warning).startsWith("config.yml: "));
    }

    @Test
    void undoesWhatWasDoneThoughTheMigrationReadsDifferentlyNow() {
        String former = "version: 1.0.0\nlog_level: info\nother: 1\n";
        project.file("config.yml", former);
        project.up();
        project.migration("1.1.0_logging.yml", "version: 1.1.0\nup:\n  - remove: {at: other}\n");
        project.file("config.yml", project.text("config.yml") + "mine: 2\n");

        refused(ExitCode.INVALID, "1.1.0", "was changed after it was applied", "");
        project.down(1);

        assertThat(project.text("config.yml")).isEqualTo(former + "mine: 2\n");
    }

    @Test
    void filesThatAMigrationIsNotForGoAlongInVersion() {
        project.files("a.yml", "b.yml")
                .migration(
                        "1.2.0_a.yml",
                        "version: 1.2.0\ntargets: [a.yml]\nup:\n  - set: {at: logging.level, value: x}\n")
                .file("a.yml", "version: 1.0.0\nlog_level: info\n")
                .file("b.yml", "version: 1.0.0\nlog_level: info\n");

        project.up();

        assertThat(project.text("a.yml")).contains("version: 1.2.0", "level: x");
        assertThat(project.text("b.yml")).contains("version: 1.2.0", "level: info");
    }

    @Test
    void anOperationOnTwoFilesChangesBothAndBack() {
        project.files("config.yml", ".env")
                .migration("1.2.0_secret.yml", "version: 1.2.0\nup:\n  - extract: {at: password, variable: PASSWORD}\n")
                .file("config.yml", "version: 1.0.0\nlog_level: info\npassword: s3cr3t-one\n")
                .file(".env", "CONFIG_VERSION=1.0.0\nA=1\n");

        project.up();
        assertThat(project.text("config.yml")).contains("password: ${PASSWORD}");
        assertThat(project.text(".env")).contains("PASSWORD=s3cr3t-one");
        project.run(new Goal.DownSteps(2));

        assertThat(project.text("config.yml")).isEqualTo("version: 1.0.0\nlog_level: info\npassword: s3cr3t-one\n");
        assertThat(project.text(".env")).isEqualTo("CONFIG_VERSION=1.0.0\nA=1\n");
    }

    @Test
    void findsFilesByGlobsEachOnce() throws IOException {
        project.files("configs/**.yml", "configs/one.yml")
                .file("configs/one.yml", "version: 1.0.0\nlog_level: info\n")
                .file("configs/deep/two.yml", "version: 1.0.0\nlog_level: info\n");
        Files.createSymbolicLink(root.resolve("configs/alias.yml"), Path.of("one.yml"));

        assertThat(project.up().results()).hasSize(2);
        assertThat(project.text("configs/deep/two.yml")).contains("version: 1.1.0");
        assertThat(Files.isSymbolicLink(root.resolve("configs/alias.yml"))).isTrue();
        assertThat(Files.exists(root.resolve("configs/one.yml"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void tellsWhatIsWrongInAMigrationBeforeAnythingRuns() {
        project.file("config.yml", "version: 1.0.0\nlog_level: info\n")
                .migration("1.1.0_again.yml", "version: 1.1.0\nup: []\n");
        refused(ExitCode.INVALID, "two files are version 1.1.0");

        project.migration("1.1.0_again.yml", "version: 1.3.0\nup: []\n");
        refused(ExitCode.INVALID, "the file's name says version 1.1.0, its text 1.3.0");
        assertThat(List.of(project.text("config.yml"))).containsExactly("version: 1.0.0\nlog_level: info\n");
    }

    @Test
    void runsAtTheSameTimeWaitForEachOther() throws Exception {
        String[] files =
                IntStream.range(0, 30).mapToObj(i -> "configs/" + i + ".yml").toArray(String[]::new);
        for (String file : files) {
            project.file(file, "version: 1.0.0\nlog_level: info\n");
        }
        List<CompletableFuture<RunReport>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> new ConfigProject(root).files(files).up()))
                .limit(4)
                .toList();

        long steps = 0;
        for (CompletableFuture<RunReport> run : runs) {
            steps += run.get(2, TimeUnit.MINUTES).results().size();
        }

        assertThat(steps).isEqualTo(files.length);
        assertThat(project.text("configs/7.yml")).contains("version: 1.1.0", "level: info");
        assertThat(project.verifyHistory().fault()).isEmpty();
        nothingIsLeftBehind();
    }

    @ParameterizedTest
    @CsvSource({"'\"3.8\"', 3.8, 3.8.0", "v1.0.0, v1.0.0, 1.0.0", "1.0, 1.0, 1.0.0", "2, 2, 2.0.0", "latest, '', ''"})
    void whatIsNoVersionIsExplainedAndNeverChanged(String written, String shown, String meant) {
        String text = "# ours\nlog_level: info\nversion: " + written + " # theirs\n";
        project.file("config.yml", text);

        assertThatThrownBy(() -> project.up())
                .hasMessageContaining("what stands at version" + (shown.isEmpty() ? "" : ", " + shown + ",")
                        + " is not a semantic version")
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
                    assertThat(failure.location()).hasValue(new SourceLocation("config.yml", 3, 10));
                    assertThat(failure.nextStep().orElseThrow())
                            .contains(
                                    "config baseline",
                                    "version-key",
                                    meant.isEmpty() ? "" : "write " + meant + " there");
                });
        assertThat(project.text("config.yml")).isEqualTo(text);

        project.baseline("config.yml", "1.0.0");
        project.up();
        assertThat(project.text("config.yml")).contains("version: " + written + " # theirs", "  level: info");
        project.down(1);
        assertThat(project.text("config.yml")).isEqualTo(text);
    }

    @Test
    void theVersionOfAChartIsTheCharts() {
        String chart = "apiVersion: v2\nname: shop\nversion: 0.3.1\nlog_level: info\n";
        project.file("config.yml", chart);

        assertThatThrownBy(() -> project.up())
                .hasMessageContaining("the version of the chart itself")
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> assertThat(failure.location()).hasValue(new SourceLocation("config.yml", 3, 10)));
        assertThat(project.text("config.yml")).isEqualTo(chart);

        project.fileWithVersionAt("config.yml", "version");
        project.up();
        assertThat(project.text("config.yml")).contains("version: 1.1.0");
    }

    @Test
    void aVersionInAnEnvironmentFileIsExplainedToo() {
        project.files(".env").file(".env", "A=1\nCONFIG_VERSION=v1.0\n");

        assertThatThrownBy(() -> project.up())
                .hasMessageContaining("what stands at CONFIG_VERSION, v1.0, is not a semantic version")
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> assertThat(failure.location()).hasValue(new SourceLocation(".env", 2, 1)));
    }

    @Test
    void aVersionKeyThatHoldsSomethingElseIsNamedWithItsPlaceButNotQuoted() {
        project.fileWithVersionAt("config.yml", "db.password")
                .file("config.yml", "log_level: info\ndb: {password: 1234}\n");

        assertThatThrownBy(() -> project.up())
                .hasMessageContaining("what stands at db.password is not")
                .hasMessageNotContaining("1234")
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure -> {
                    assertThat(failure.location()).hasValue(new SourceLocation("config.yml", 2, 16));
                    assertThat(failure.nextStep().orElseThrow()).doesNotContain("1234");
                });
    }

    @Test
    void placesInRefusalsAreThoseOfTheUsersFile() {
        String text = "version: 1.0.0\nlog_level: info\n# cache\ncache:\n  host: here\nport: 1 # a port\n";
        project.file("config.yml", text).migration("1.2.0_more.yml", """
                        version: 1.2.0
                        up:
                          - add: {at: first, value: {a: 1, b: 2}, before: version}
                          - move: {from: cache, to: server.cache}
                          - in:
                              path: server
                              do:
                                - add: {at: kind, value: tcp, before: cache}
                                - add: {at: cache.host, value: there, on_conflict: fail}
                        """);
        refusedAt(5, 9, "migration 1.2.0", "server.cache.host");

        project.migration("1.2.0_more.yml", """
                version: 1.2.0
                up:
                  - add: {at: logging.format, value: text, on_conflict: fail}
                """);
        refusedAt(1, 1, "logging.format", "the nearest line above it");
        assertThat(project.text("config.yml")).isEqualTo(text);
    }

    private void refusedAt(int line, int column, String... parts) {
        assertThatThrownBy(() -> project.up())
                .hasMessageContainingAll(parts)
                .asInstanceOf(type(MigrateException.class))
                .satisfies(failure ->
                        assertThat(failure.location()).hasValue(new SourceLocation("config.yml", line, column)));
    }

    @Test
    void aPlaceThatRefersToAVariableIsThatOfTheUsersFile() {
        project.files("config.yml", ".env")
                .file(".env", "# mine\nCONFIG_VERSION=1.0.0\nHOST=a\n")
                .file("config.yml", "version: 1.0.0\nlog_level: info\nname: ${HOST}\n")
                .migration("1.2.0_more.yml", """
                        version: 1.2.0
                        up:
                          - env_remove: {name: HOST, references: stop}
                        """);

        refusedAt(3, 9, "config.yml:3:9");
    }

    @Test
    void whatWasDeletedSinceIsNotCalledEdited() {
        project.files(".env")
                .file(".env", "CONFIG_VERSION=1.0.0\nOLD=1\nA=1\nB=2\n")
                .migration("1.2.0_variables.yml", """
                        version: 1.2.0
                        up:
                          - env_add: {name: ADDED, value: x}
                          - env_rename: {from: OLD, to: NEW}
                          - env_join: {from: {a: A, b: B}, into: BOTH, template: "{a}-{b}"}
                        """);
        project.up();
        project.file(".env", "CONFIG_VERSION=1.2.0\n");

        RunReport report = project.down(1);

        assertThat(report.results().stream().flatMap(step -> step.warnings().stream()))
                .contains(
                        ".env: ADDED: not there any more",
                        ".env: NEW: not there any more",
                        ".env: BOTH: not there any more")
                .noneMatch(note -> note.contains("edited"));
    }
}
