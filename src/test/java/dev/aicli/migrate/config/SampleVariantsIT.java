package dev.aicli.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.cli.PackagedProgram;
import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import dev.aicli.migrate.engine.Goal;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.testing.ConfigProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample migrations of the repository, on its sample files as other people would have written them; those variants
 * that differ in their bytes and not only in what they say go through the built program.
 */
class SampleVariantsIT {
    @TempDir
    private Path root;

    /**
     * A change of both files.
     *
     * @param packaged whether the built program takes it up and down
     */
    record Variant(String name, UnaryOperator<String> yaml, UnaryOperator<String> env, boolean packaged) {
        Variant throughTheProgram() {
            return new Variant(name, yaml, env, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Variant yaml(String name, UnaryOperator<String> yaml) {
        return new Variant(name, yaml, UnaryOperator.identity(), false);
    }

    private static Variant env(String name, UnaryOperator<String> env) {
        return new Variant(name, UnaryOperator.identity(), env, false);
    }

    private static Variant appended(String text) {
        return yaml("with " + text.strip(), yaml -> yaml + text);
    }

    private static String without(String text, String beginning) {
        return text.replaceAll("(?m)^" + beginning + ".*\n", "");
    }

    private static final String JSON = """
            {
              "version": "1.0.0",
              "server": {"host": "0.0.0.0", "port": 8080},
              "log_level": "info",
              "database_url": "postgresql://app:${DB_PASSWORD}@db.internal:5432/app_production?sslmode=require",
              "jwt_secret": "${JWT_SECRET}"
            }
            """;

    static Stream<Variant> variants() {
        UnaryOperator<String> crlf = text -> text.replace("\n", "\r\n");
        return Stream.of(
                yaml("as it is", text -> text),
                new Variant("CRLF", crlf, crlf, true),
                new Variant("a byte order mark", text -> "\uFEFF" + text, text -> "\uFEFF" + text, true),
                new Variant("no final line break", String::stripTrailing, String::stripTrailing, true),
                yaml("JSON-like", text -> JSON),
                yaml(
                                "JSON-like on one line",
                                text -> JSON.replaceAll("\\s*\n\\s*", " ").strip() + "\n")
                        .throughTheProgram(),
                yaml("double quotes", text -> text.replaceAll("(?m)^(log_level|jwt_secret): (\\S+)", "$1: \"$2\"")),
                yaml("single quotes", text -> text.replaceAll("(?m)^(log_level|jwt_secret): (\\S+)", "$1: '$2'")),
                yaml("tabs behind colons", text -> text.replaceAll("(?m)^(log_level|jwt_secret): ", "$1:\t")),
                yaml("no comments", text -> text.replaceAll("(?m)^#.*\n", "").replaceAll("(?m) +# .*$", "")),
                yaml("no log level", text -> without(text, "log_level")),
                yaml("no database", text -> without(text, "database_url")),
                yaml("no secret", text -> without(text, "jwt_secret")),
                yaml("a literal secret", text -> text.replace("${JWT_SECRET}", "abc # signs")),
                yaml("more in the URL", text -> text.replace("sslmode=require", "sslmode=require&connect_timeout=5#x")),
                yaml("an address", text -> text.replace("db.internal", "[2001:db8::1]")),
                yaml("a URL that is left alone", text -> text.replace("${DB_PASSWORD}", "pa#ss")),
                appended("security: {jwt: {expiry: 1h}}\n"),
                appended("security: {}\n"),
                appended("security:\n"),
                appended("security:\n    jwt:\n        algorithm: HS512   # stronger\n"),
                appended("logging: {format: text}\n"),
                appended("logging:\n- not: a map\n".replace("- not: a map", "  output: file # kept")),
                appended("database: {pool: {max_connections: 5}}\n"),
                appended("database:\n  # of the pool\n  pool:\n    idle_timeout: 1m\n"),
                env("exported", text -> text.replaceAll("(?m)^(LOG_LEVEL|JWT_SECRET)=", "export $1 = "))
                        .throughTheProgram(),
                env("neither level nor cache", text -> without(without(text, "LOG_LEVEL"), "REDIS_URL")),
                env("a secret that is there", text -> text + "CSRF_SECRET=mine\n"),
                env("a user of the cache", text -> text.replace("redis://:", "redis://worker:")),
                env("references", text -> text + "VERBOSE=${LOG_LEVEL:-info}\nSIGNED=\"$JWT_SECRET\"\n"));
    }

    private ConfigProject project(Variant variant) throws IOException {
        ConfigProject project = new ConfigProject(root).files("config.yml", ".env");
        project.file("config.yml", variant.yaml().apply(Files.readString(Path.of("examples/config.yml"))));
        project.file(".env", variant.env().apply(Files.readString(Path.of("examples/.env"))));
        try (Stream<Path> migrations = Files.list(Path.of("config-migrations"))) {
            for (Path migration : migrations.toList()) {
                project.migration(migration.getFileName().toString(), Files.readString(migration));
            }
        }
        return project;
    }

    private void program(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("config"));
        all.addAll(List.of(arguments));
        PackagedProgram.Result result = PackagedProgram.run(root, Map.of(), all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.output() + result.error()).isZero();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyVariantGoesUpAndComesBackToTheByte(Variant variant) throws Exception {
        ConfigProject project = project(variant)
                .file("aicli.yml", "database: {url: 'sqlite:history.db'}\nconfig: {files: [config.yml, .env]}\n");
        byte[] yaml = project.bytes("config.yml");
        byte[] env = project.bytes(".env");

        if (variant.packaged()) {
            program("up");
        } else {
            project.up();
        }

        String text = project.text("config.yml");
        assertThat(value(text, "version")).contains("2.0.0");
        assertThat(value(text, "logging.format")).isPresent();
        assertThat(value(text, "security.jwt.expiry")).isPresent();
        assertThat(value(text, "security.oauth2.enabled")).contains("false");
        assertThat(value(text, "database.pool.max_connections")).isPresent();
        assertThat(value(text, "log_level")).isEmpty();
        assertThat(text).doesNotContain("${JWT_SECRET}");
        assertThat(value(text, "database.host").isPresent()
                        || value(text, "database_url").isPresent())
                .isEqualTo(new String(yaml, java.nio.charset.StandardCharsets.UTF_8).contains("database_url"));
        assertThat(project.text(".env"))
                .contains("CONFIG_VERSION=2.0.0", "DATABASE_HOST=db.internal", "CSRF_SECRET=")
                .doesNotContain("${LOG_LEVEL", "$JWT_SECRET\"");
        assertThat(project.up().nothingToDo()).isTrue();

        if (variant.packaged()) {
            program("down", "--target-version", "1.0.0");
        } else {
            project.run(new Goal.DownTo(SemanticVersion.of("1.0.0")));
        }
        assertThat(project.bytes("config.yml")).isEqualTo(yaml);
        assertThat(project.bytes(".env")).isEqualTo(env);
    }

    @Test
    void whatCannotFollowStopsTheRunWithItsPlace() throws IOException {
        ConfigProject project =
                project(yaml("", text -> text.replaceAll("(?m)^database_url: .*", "database_url: \\${DATABASE_URL}")));
        String yaml = project.text("config.yml");

        assertThatThrownBy(project::up)
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("DATABASE_URL goes, and other values still refer to it: config.yml:");
        assertThat(project.text("config.yml")).isEqualTo(yaml);

        project.file(".env", project.text(".env").replace("redis://", "rediss://"));
        project.file("config.yml", Files.readString(Path.of("examples/config.yml")));
        assertThatThrownBy(project::up).hasMessageContaining("the scheme rediss:// is none of redis");
    }

    private static Optional<String> value(String text, String path) {
        YamlDocument document = YamlDocument.parse(text);
        return YamlPaths.one(new YamlCursor(null, null, document.roots().get(0), 0), ConfigPath.parse(path))
                .flatMap(cursor -> cursor.node().scalarValue());
    }
}
