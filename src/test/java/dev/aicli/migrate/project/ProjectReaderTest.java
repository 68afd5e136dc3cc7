package dev.aicli.migrate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.backup.Hook;
import dev.aicli.migrate.backup.HookEvent;
import dev.aicli.migrate.backup.OwnCommands;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.project.ConfigSettings.ConfigFile;
import dev.aicli.migrate.schema.MigrationLocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectReaderTest {
    @TempDir
    private Path directory;

    private Project read(String yaml, Map<Setting, String> options, Map<String, String> environment) {
        try {
            Files.writeString(directory.resolve("aicli.yml"), yaml);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new ProjectReader(options, environment, directory).read(Optional.empty());
    }

    private Project read(String yaml) {
        return read(yaml, Map.of(), Map.of());
    }

    @Test
    void hasDefaultsForEverythingButTheDatabase() {
        Project project = new ProjectReader(Map.of(), Map.of(), directory).read(Optional.empty());

        assertThat(project.file()).isEmpty();
        assertThat(project.migrations())
                .isEqualTo(new MigrationLocations(List.of(directory.resolve("migrations")), false, List.of()));
        assertThat(project.config().migrations()).isEqualTo(directory.resolve("config-migrations"));
        assertThat(project.releases()).isEqualTo(directory.resolve("releases.yml"));
        assertThat(project.backup().directory()).isEqualTo(directory.resolve(".aicli/backups"));
        assertThat(project.run().lockTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(project.run().lockWait()).isEqualTo(Duration.ofSeconds(60));
        assertThat(project.run().statementTimeout()).isEmpty();
        assertThat(project.history()).isEqualTo(new HistorySettings(Optional.empty(), ""));
        assertThat(project.hooks()).isEmpty();
    }

    @Test
    void saysHowToStartWhereNobodyChoseADatabase() {
        Project project = new ProjectReader(Map.of(), Map.of(), directory).read(Optional.empty());

        assertThatThrownBy(project::requireDatabase)
                .isInstanceOfSatisfying(
                        UsageException.class,
                        refusal -> assertThat(refusal.nextStep())
                                .hasValueSatisfying(
                                        step -> assertThat(step).contains("aicli-web init", "--database-url")));
        assertThatThrownBy(read("migrations: sql\n")::requireDatabase)
                .hasMessage("the project file aicli.yml names no database");
    }

    @Test
    void readsEveryKey() {
        Project project = read("""
                database: {url: 'sqlite:app.db'}
                migrations: sql
                lock-timeout: 2s
                lock-retries: 7
                statement-timeout: 10min
                lock-wait: 0
                transaction: run
                history: {schema: ops, prefix: aicli_}
                config:
                  migrations: changes
                  files:
                    - config.yml
                    - {path: .env, format: env, version-key: APP_VERSION}
                releases: rel.yml
                backup:
                  directory: /var/backups
                  keep: 10
                  keep-days: 30
                  mode: schema-only
                  when: destructive
                  max-size: 5GB
                  provider: restore-point
                  jobs: 4
                  command: {create: "snap create 'a b'", verify: [snap, verify], restore: snap restore, timeout: 5min}
                  redis: redis://localhost
                hooks:
                  before-run: ./drain.sh
                  verify:
                    - curl -f http://localhost/health
                    - {command: "test -e x && echo", shell: true, timeout: 5s}
                    - {command: [a, b c]}
                """);

        assertThat(project.requireDatabase()).isEqualTo(new DatabaseSetting("sqlite:app.db", directory));
        assertThat(project.migrations().folders()).containsExactly(directory.resolve("sql"));
        assertThat(project.run())
                .isEqualTo(new RunSettings(
                        Duration.ofSeconds(2),
                        7,
                        Optional.of(Duration.ofMinutes(10)),
                        Duration.ZERO,
                        Duration.ofSeconds(60),
                        RunSettings.Transaction.RUN));
        assertThat(project.history()).isEqualTo(new HistorySettings(Optional.of("ops"), "aicli_"));
        assertThat(project.config())
                .isEqualTo(new ConfigSettings(
                        directory.resolve("changes"),
                        List.of(
                                new ConfigFile("config.yml", Optional.empty(), Optional.empty()),
                                new ConfigFile(".env", Optional.of("env"), Optional.of("APP_VERSION")))));
        assertThat(project.backup())
                .isEqualTo(new BackupSettings(
                        Path.of("/var/backups"),
                        Optional.of(10),
                        Optional.of(30),
                        BackupSettings.Mode.SCHEMA_ONLY,
                        BackupSettings.When.DESTRUCTIVE,
                        5_000_000_000L,
                        BackupSettings.Provider.RESTORE_POINT,
                        4,
                        new OwnCommands.Words(
                                List.of("snap", "create", "a b"),
                                List.of("snap", "verify"),
                                List.of("snap", "restore"),
                                Duration.ofMinutes(5)),
                        Optional.of("redis://localhost")));
        assertThat(project.hooks())
                .isEqualTo(Map.of(
                        HookEvent.BEFORE_RUN,
                        List.of(new Hook(List.of("./drain.sh"), false, Duration.ofSeconds(60))),
                        HookEvent.VERIFY,
                        List.of(
                                new Hook(
                                        List.of("curl", "-f", "http://localhost/health"),
                                        false,
                                        Duration.ofSeconds(60)),
                                new Hook(List.of("test -e x && echo"), true, Duration.ofSeconds(5)),
                                new Hook(List.of("a", "b c"), false, Duration.ofSeconds(60)))));
    }

    @Test
    void letsAnOptionGoBeforeTheEnvironmentAndThatBeforeTheFile() {
        String yaml = "database: {url: 'sqlite:file.db'}\nlock-timeout: 1s\n";
        Map<String, String> environment = Map.of("AICLI_DATABASE_URL", "sqlite:env.db", "AICLI_LOCK_TIMEOUT", "2s");
        Map<Setting, String> options = Map.of(Setting.DATABASE_URL, "sqlite:option.db");

        assertThat(read(yaml).requireDatabase().url()).isEqualTo("sqlite:file.db");
        assertThat(read(yaml, Map.of(), environment).requireDatabase().url()).isEqualTo("sqlite:env.db");
        Project project = read(yaml, options, environment);
        assertThat(project.requireDatabase().url()).isEqualTo("sqlite:option.db");
        assertThat(project.run().lockTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void expandsVariables() {
        String yaml = "database: {url: \"${URL:-sqlite:${NAME:-app}.db}\"}\nmigrations: $${x}/$y/a$\n";

        assertThat(read(yaml).requireDatabase().url()).isEqualTo("sqlite:app.db");
        assertThat(read(yaml, Map.of(), Map.of("NAME", "shop"))
                        .requireDatabase()
                        .url())
                .isEqualTo("sqlite:shop.db");
        assertThat(read(yaml, Map.of(), Map.of("URL", "")).requireDatabase().url())
                .isEqualTo("sqlite:app.db");
        assertThat(read(yaml).migrations().folders()).containsExactly(directory.resolve("${x}/$y/a$"));
    }

    @Test
    void doesNotAskForVariablesOfAValueThatIsOverridden() {
        Project project = read("database: {url: '${UNSET}'}", Map.of(Setting.DATABASE_URL, "sqlite:a.db"), Map.of());

        assertThat(project.requireDatabase().url()).isEqualTo("sqlite:a.db");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            databse: {url: x}               | 1:1  | unknown key 'databse'                      | did you mean 'database'?
            database: {uri: x}              | 1:12 | unknown key 'database.uri'                 | did you mean 'url'?
            nonsense: 1                     | 1:1  | unknown key 'nonsense'                     | known here: backup
            migrations: [[a]]               | 1:14 | 'migrations' is not a single value         |
            migrations: {folder: a}         | 1:14 | unknown key 'migrations.folder'            | did you mean 'folders'?
            migrations: {exclude: '[x'}     | 1:23 | 'migrations.exclude' cannot be read: '[x'  | write a name or a path
            lock-timeout: soon              | 1:15 | 'lock-timeout' cannot be read: 'soon'      | write a number with a unit
            lock-timeout: 5                 | 1:15 | 'lock-timeout' cannot be read: '5'         | write a number with a unit
            transaction: all                | 1:14 | 'transaction' cannot be read: 'all'        | write migration or run
            history: {prefix: 1x}           | 1:19 | 'history.prefix' cannot be read: '1x'      | write letters
            config: {files: [{format: x}]}  | 1:19 | 'config.files[0]' has no 'path'            |
            backup: {max-size: big}         | 1:20 | 'backup.max-size' cannot be read: 'big'    | write a number with a unit
            hooks: {before-rum: x}          | 1:9  | unknown key 'hooks.before-rum'             | did you mean 'before-run'?
            hooks: {verify: [{shell: true}]}| 1:19 | 'hooks.verify[0]' has no 'command'         |
            database: {url: '${NOPE}'}      | 1:17 | the environment variable NOPE is not set   | set it
            database: {url: '${a b}'}       | 1:17 | '${a b}' does not name a variable          | write ${NAME}
            database: {url: '${a'}          | 1:17 | a '${' has no '}'                          | write a dollar sign
            - list                          | 1:1  | the project file is not a mapping          |
            """)
    void namesThePlaceOfWhatIsWrong(String yaml, String place, String message, String nextStep) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOfSatisfying(UsageException.class, refusal -> {
            assertThat(refusal).hasMessageStartingWith(message);
            assertThat(refusal.location().map(SourceLocation::toString)).contains("aicli.yml:" + place);
            assertThat(refusal.nextStep().orElse("")).startsWith(nextStep == null ? "" : nextStep);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            migrations: a                                             | a   |
            migrations: [a, b]                                        | a b |
            migrations: {folders: a, exclude: testdata/}              | a   | testdata/
            migrations: {folders: [b, a], exclude: [x, 'drafts/*']}   | b a | x drafts/*
            """)
    void readsWhereMigrationsLie(String yaml, String folders, String exclude) {
        MigrationLocations locations = read(yaml).migrations();

        assertThat(locations.folders())
                .containsExactly(
                        Stream.of(folders.split(" ")).map(directory::resolve).toArray(Path[]::new));
        assertThat(locations.exclude()).containsExactly(exclude == null ? new String[0] : exclude.split(" "));
        assertThat(locations.named()).isTrue();
    }

    @Test
    void optionsAndVariablesNameSeveralFoldersWithCommas() {
        Project project = read(
                "migrations: {folders: a, exclude: x}",
                Map.of(Setting.EXCLUDE, "y,z"),
                Map.of("AICLI_MIGRATIONS", "b, c"));

        assertThat(project.migrations().folders()).containsExactly(directory.resolve("b"), directory.resolve("c"));
        assertThat(project.migrations().exclude()).containsExactly("y", "z");
    }

    @Test
    void namesThePlaceOfAKeyThatIsThereTwiceAndOfBrokenYaml() {
        assertThatThrownBy(() -> read("migrations: a\nmigrations: b\n"))
                .hasMessage("the key 'migrations' is there twice")
                .isInstanceOfSatisfying(
                        UsageException.class,
                        e -> assertThat(e.location()).contains(new SourceLocation("aicli.yml", 2, 1)));
        assertThatThrownBy(() -> read("a: b\n  c: [\n"))
                .hasMessageStartingWith("the project file is not valid YAML")
                .isInstanceOfSatisfying(
                        UsageException.class, e -> assertThat(e.location()).isPresent());
        assertThatThrownBy(() -> read("[".repeat(5_000))).hasMessageContaining("levels deep");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(() -> read("", Map.of(Setting.LOCK_TIMEOUT, "soon"), Map.of()))
                .hasMessage("--lock-timeout cannot be read: 'soon'");
        assertThatThrownBy(() -> read("", Map.of(), Map.of("AICLI_LOCK_WAIT", "soon")))
                .hasMessage("AICLI_LOCK_WAIT cannot be read: 'soon'");
    }

    @Test
    void takesPathsRelativeToTheProjectFile() throws IOException {
        Path sub = Files.createDirectory(directory.resolve("sub"));
        Files.writeString(sub.resolve("aicli.yml"), "migrations: sql\ndatabase: {url: 'sqlite:a.db'}\n");
        ProjectReader reader = new ProjectReader(Map.of(), Map.of(), directory);

        assertThat(reader.read(Optional.of("sub")).migrations().folders()).containsExactly(sub.resolve("sql"));
        assertThat(reader.read(Optional.of("sub/aicli.yml")).requireDatabase().base())
                .isEqualTo(sub);
        assertThatThrownBy(() -> reader.read(Optional.of("other.yml")))
                .hasMessage("there is no project file other.yml");
    }

    @Test
    void neverShowsTheUrl() {
        assertThat(read("database: {url: 'postgres://u:geheim@h/d'}").toString())
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "5s, 5000", "2m, 120000", "10min, 600000", "1h, 3600000", "1d, 86400000", "0, 0"})
    void readsDurations(String text, long millis) {
        assertThat(Quantities.duration(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"5 MB, 5000000", "1GiB, 1073741824", "20gb, 20000000000", "7B, 7"})
    void readsSizes(String text, long bytes) {
        assertThat(Quantities.size(text)).contains(bytes);
        assertThat(Quantities.size("999999999999TiB")).isEmpty();
    }
}
