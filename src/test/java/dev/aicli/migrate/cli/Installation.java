package dev.aicli.migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An installed application: a database, config.yml and .env, and the files of two releases. Release 2.0.0 adds three
 * migrations of the schema and two of the configuration to 1.0.0.
 */
final class Installation {
    private final Path root;
    private final String url;

    private Installation(Path root, String url) {
        this.root = root;
        this.url = url;
    }

    private Installation withTwoReleases() {
        project("");
        releases("");
        migration(
                "001_t1",
                "CREATE TABLE t1 (id INTEGER PRIMARY KEY, v TEXT);\nINSERT INTO t1 VALUES (1, 'one');",
                "DROP TABLE t1;");
        migration(
                "002_w", "ALTER TABLE t1 ADD COLUMN w TEXT;\nUPDATE t1 SET w = 'w';", "ALTER TABLE t1 DROP COLUMN w;");
        migration("003_t2", "CREATE TABLE t2 (id INTEGER PRIMARY KEY);\nINSERT INTO t2 VALUES (7);", "DROP TABLE t2;");
        migration("004_i", "CREATE INDEX t2_i ON t2 (id);", "DROP INDEX t2_i;");
        copy(Path.of("examples"), root);
        copy(Path.of("config-migrations"), root.resolve("config-migrations"));
        return this;
    }

    /** The samples of this repository, on PostgreSQL. */
    static Installation ofTheSamples(Path root) {
        try {
            Files.copy(Path.of("releases.yml"), root.resolve("releases.yml"));
            Files.copy(Path.of("aicli.yml"), root.resolve("aicli.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copy(Path.of("migrations", "postgresql"), root.resolve("migrations/postgresql"));
        copy(Path.of("examples"), root);
        copy(Path.of("config-migrations"), root.resolve("config-migrations"));
        return new Installation(root, PostgresServers.newDatabase());
    }

    static Installation onSqlite(Path root) {
        return new Installation(root, "sqlite:" + root.resolve("app.db")).withTwoReleases();
    }

    static Installation onPostgreSql(Path root) {
        return at(root, PostgresServers.newDatabase());
    }

    static Installation at(Path root, String url) {
        return new Installation(root, url).withTwoReleases();
    }

    /** {@return the same by another URL of its database} */
    Installation by(String otherUrl) {
        return new Installation(root, otherUrl);
    }

    /** {@return the same, of which another folder is a copy} */
    Installation in(Path copy) {
        return new Installation(copy, url);
    }

    Path root() {
        return root;
    }

    Map<String, String> environment() {
        return Map.of("AICLI_DATABASE_URL", url, "AICLI_LOCK_WAIT", "5min", "PATH", System.getenv("PATH"));
    }

    /** Writes the project file, with more in it. */
    Installation project(String more) {
        return file("aicli.yml", """
                database: {url: '${AICLI_DATABASE_URL}'}
                config: {files: [config.yml, .env]}
                releases: releases.yml
                """ + more);
    }

    /** Writes the manifest, with more about release 2.0.0. */
    Installation releases(String more) {
        return file("releases.yml", """
                releases:
                  - {version: 1.0.0, schema: 1, config: 1.0.0}
                  - version: 2.0.0
                    schema: 4
                    config: 2.0.0
                    from: ^1.0.0
                """ + more.indent(4));
    }

    Installation migration(String name, String up, String down) {
        file("migrations/" + name + ".up.sql", up + "\n");
        return file("migrations/" + name + ".down.sql", down + "\n");
    }

    Installation file(String name, String text) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command in this process. */
    Cli.Result run(String... arguments) {
        return new Cli(root).environment(environment()).run(arguments);
    }

    /** Runs a command in this process; returns its data. */
    JsonNode json(String... arguments) {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--output", "json"))
                .toArray(String[]::new);
        JsonNode document = JsonSchemas.parse(run(all).output());
        assertThat(JsonSchemas.load("output.schema.json").faults(document))
                .as(document.toString())
                .isEmpty();
        return document;
    }

    /** Installs release 1.0.0. */
    Installation install() {
        Cli.Result result = run("upgrade", "--target-version", "1.0.0", "--yes");
        assertThat(result.exitCode()).as(result.error()).isZero();
        return this;
    }

    /** {@return the installed release, or what stands for it} */
    String release() {
        return json("release", "status").at("/data/release").asText("none");
    }

    boolean historyIsSound() {
        return run("history", "verify").exitCode() == 0;
    }

    SchemaProject schema() {
        return new SchemaProject(root, url);
    }

    /** {@return all that a release consists of: the database without our own tables, and the bytes of the files} */
    Map<String, String> state() {
        Map<String, String> state = new HashMap<>();
        for (String file : List.of("config.yml", ".env")) {
            try {
                state.put(file, Files.readString(root.resolve(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        state.put("database", url.startsWith("sqlite") ? sqlite() : dump());
        return state;
    }

    private String sqlite() {
        return schema().query(
                                "SELECT type || name || coalesce(sql, '') FROM sqlite_master"
                                        + " WHERE tbl_name NOT LIKE 'migration%' AND name <> 'schema_version' AND name NOT LIKE 'sqlite%' ORDER BY 1")
                + schema().query("SELECT quote(id) || quote(v) FROM t1 ORDER BY 1");
    }

    private String dump() {
        List<String> command = new ArrayList<>(List.of("pg_dump", "--dbname", url));
        Stream.of("migration_*", "schema_version", "aicli_*").forEach(name -> command.add("--exclude-table=" + name));
        try {
            PackagedProgram.Result dump = PackagedProgram.runCommand(command, root, Map.of());
            assertThat(dump.exitCode()).as(dump.error()).isZero();
            return dump.output()
                    .lines()
                    .filter(line -> !line.startsWith("\\") && !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A hook that does something at one of its calls: the one in which the condition, read by the shell, holds. */
    Installation hook(String event, String condition, String action) {
        try {
            Path file = root.resolve("hooks/" + event + ".d/hook");
            Files.createDirectories(file.getParent());
            Files.write(file, ("#!/bin/sh\nif " + condition + "; then " + action + "; fi\nexit 0\n").getBytes(UTF_8));
            assertThat(file.toFile().setExecutable(true)).isTrue();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void removeHook(String event) {
        delete("hooks/" + event + ".d/hook");
    }
}
