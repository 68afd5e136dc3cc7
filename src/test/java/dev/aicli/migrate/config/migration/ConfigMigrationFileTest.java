package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.yaml.YamlCursor;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlPaths;
import dev.aicli.migrate.config.operation.Lossiness;
import dev.aicli.migrate.config.operation.Operations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigMigrationFileTest {
    private static List<String> problems(String text) {
        return ConfigMigrationFile.read("m.yml", text).problems().stream()
                .map(ConfigMigrationFile.Finding::toString)
                .toList();
    }

    @Test
    void a_valid_file_is_a_migration() {
        ConfigMigration migration =
                ConfigMigrationFile.read("1.1.0_x.yml", """
                        version: 1.1.0
                        description: structured logging
                        targets: [config.yml, "configs/*.yml"]
                        up:
                          - move: {from: log_level, to: logging.level}
                          - remove: {at: old, when: {equals: {path: old, value: 1}}, on_missing: fail, note: gone}
                        down: auto
                        """).migration().orElseThrow();
        assertThat(migration.version().text()).isEqualTo("1.1.0");
        assertThat(migration.targets()).containsExactly("config.yml", "configs/*.yml");
        assertThat(migration.up()).hasSize(2);
        assertThat(migration.down()).isEmpty();
        assertThat(migration.lossiness()).isEqualTo(Lossiness.STASHED);
    }

    @Test
    void all_problems_of_a_file_are_found_at_once_each_with_its_place() {
        assertThat(problems("""
                        version: 1.1
                        nonsense: 1
                        up:
                          - move: {from: a..b, to: c}
                          - fly: {to: the moon}
                          - set: {at: x, value: 1, colour: red}
                          - add: {at: y}
                          - each:
                              path: s.*
                              do:
                                - convert: {at: port, to: integer}
                          - env_rename: {from: "A B", to: C}
                        down: maybe
                        """))
                .containsExactly(
                        "m.yml:1:10: not a semantic version (major.minor.patch)",
                        "m.yml:2:1: unknown key 'nonsense'; known here: description, down, targets, up, version",
                        "m.yml:4:20: not a path: unexpected '.' (column 3 of the path)",
                        "m.yml:5:5: unknown operation 'fly'",
                        "m.yml:6:28: unknown key 'colour'; known here: at, keep, note, on_missing, only_if, value, when",
                        "m.yml:7:10: 'value' is missing",
                        "m.yml:11:35: 'to' must be one of: string, int, bool, duration, size, list",
                        "m.yml:12:24: 'A B' is no variable's name",
                        "m.yml:13:7: 'down' is auto or a list of operations");
    }

    @Test
    void a_way_back_that_cannot_be_derived_is_a_problem_unless_it_is_written() {
        String up = "version: 1.0.0\nup:\n  - remove: {at: secret, keep: false}\n";
        assertThat(problems(up)).singleElement().asString().startsWith("m.yml:3:5: 'remove' keeps nothing");
        assertThat(problems(up + "down:\n  - add: {at: secret, value: change me}\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|m.yml:1:1",
                "'- a'|m.yml:1:1",
                "'a: [1'|m.yml:1",
                "'version: 1.0.0\nup: 1\n'|m.yml:2:5",
                "'version: 1.0.0\nup: []\nup: []\n'|m.yml:3:1",
                "'version: 1.0.0\nup:\n  - set: {at: a, value: *x}\n'|m.yml:3",
                "'version: 1.0.0\nup:\n  - set: 1\n'|m.yml:3:10",
                "'version: 1.0.0\nup:\n  - {}\n'|m.yml:3:5",
                "'version: 1.0.0\nup:\n  - rewrite: {at: a, pattern: \"(\", replace: b}\n'|m.yml:3:31"
            })
    void whatever_is_wrong_has_a_place(String text, String place) {
        assertThat(problems(text)).isNotEmpty().allMatch(problem -> problem.startsWith(place));
    }

    @ParameterizedTest
    @CsvSource({"rename,move", "delete,remove", "splitt,split", "env-remove,env_remove", "append,list_add"})
    void an_unknown_operation_names_the_one_that_is_meant(String word, String meant) {
        assertThat(problems("version: 1.0.0\nup:\n  - " + word + ": {at: a}\n"))
                .containsExactly("m.yml:3:5: unknown operation '" + word + "'; did you mean '" + meant + "'?");
    }

    @Test
    void placeholders_in_values_stay_as_they_are() {
        ConfigMigrationFile.Result read =
                ConfigMigrationFile.read("m.yml", "version: 1.0.0\nup:\n  - add: {at: a, value: \"${X:-{{ y }}}\"}\n");
        assertThat(read.problems()).isEmpty();
    }

    @Test
    void the_published_schema_knows_every_operation() throws IOException {
        String schema = Files.readString(Path.of("docs/schema/config-migration.schema.json"));
        for (String name : Operations.names()) {
            assertThat(schema).contains("\"" + name + "\": {");
            assertThat(Path.of("docs/operations/" + name.replace('_', '-') + ".md"))
                    .exists();
        }
    }

    @Test
    void the_published_schema_has_the_keys_that_the_operations_read() throws IOException {
        YamlDocument schema = YamlDocument.parse(Files.readString(Path.of("docs/schema/config-migration.schema.json")));
        YamlCursor root = new YamlCursor(null, null, schema.roots().get(0), 0);
        for (String name : Operations.names()) {
            ConfigPath path = ConfigPath.of("$defs", "step", "properties", name, "properties");
            List<String> published = YamlPaths.one(root, path).orElseThrow().node().entries().stream()
                    .flatMap(entry -> entry.name().stream())
                    .toList();
            String known = problems("version: 1.0.0\nup:\n  - " + name + ": {no_such_key: 1}\n").stream()
                    .filter(problem -> problem.contains("unknown key"))
                    .map(problem -> problem.substring(problem.indexOf("known here: ") + 12))
                    .findFirst()
                    .orElseThrow();
            assertThat(published).contains(known.split(", "));
        }
    }

    @Test
    void the_examples_on_the_pages_are_golden_cases() throws IOException {
        for (String name : Operations.names()) {
            String page = Files.readString(Path.of("docs/operations/" + name.replace('_', '-') + ".md"));
            try (Stream<Path> cases = Files.list(Path.of("src/test/resources/config/golden"))) {
                assertThat(cases.filter(
                                folder -> folder.getFileName().toString().startsWith(name)))
                        .as(name)
                        .anyMatch(folder -> Stream.of("migration.yml", "after.yml", "after.env")
                                .map(folder::resolve)
                                .filter(Files::exists)
                                .allMatch(file -> page.contains(read(file))));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n").stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
