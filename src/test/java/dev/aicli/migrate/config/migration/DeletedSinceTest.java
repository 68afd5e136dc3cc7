package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.model.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The way down over what somebody deleted since the way up: it is not called an edit, and does not come back unsaid.
 */
class DeletedSinceTest {
    private static final String YAML = """
            name: app
            url: postgres://me:pw@db:5432/app?sslmode=require
            parts: a-b-c
            place: h:1
            port: 1
            held: ${FIRST}
            old: [1, 2]
            other: [2, 3]
            lines:
              - 1
              - 2
            first: x
            second: y
            last: end
            """;
    private static final String ENV = """
            FIRST=1
            URL=postgres://me:pw@db:5432/app?sslmode=require
            PARTS=a-b-c
            LAST=end
            """;

    private static ConfigMigration migration(String operation) {
        ConfigMigrationFile.Result read =
                ConfigMigrationFile.read("m.yml", "version: 1.1.0\nup:\n  - " + operation + "\n");
        assertThat(read.problems()).isEmpty();
        return read.migration().orElseThrow();
    }

    private static ConfigOutcome.Done apply(
            ConfigMigration migration, Direction way, String yaml, String env, Stash of) {
        List<ConfigText> documents = List.of(ConfigText.of("c.yml", yaml), ConfigText.of(".env", env));
        ConfigOutcome outcome = ConfigChange.apply(migration, way, documents, of);
        assertThat(outcome).isInstanceOf(ConfigOutcome.Done.class);
        return (ConfigOutcome.Done) outcome;
    }

    private static String without(String text, String lines) {
        String left = text.lines()
                .filter(line -> !line.strip().matches("(?:- )?(?:" + lines + ")\\b.*"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        assertThat(left).isNotEqualTo(text);
        return left;
    }

    private static String down(String operation, String deleted, boolean inEnv, List<String> notes) {
        ConfigMigration migration = migration(operation);
        ConfigOutcome.Done up = apply(migration, Direction.UP, YAML, ENV, Stash.EMPTY);
        String yaml = String.valueOf(up.texts().get("c.yml"));
        String env = String.valueOf(up.texts().get(".env"));
        ConfigOutcome.Done down = apply(
                migration,
                Direction.DOWN,
                inEnv ? yaml : without(yaml, deleted),
                inEnv ? without(env, deleted) : env,
                up.stash());
        down.notes().forEach(note -> notes.add(note.text()));
        return down.texts().get("c.yml") + String.valueOf(down.texts().get(".env"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            add: {at: added, value: 1}                                                | added   | added: not there any more
            copy: {from: name, to: twin}                                              | twin    | twin: not there any more
            move: {from: name, to: title}                                             | title   | title: not there any more
            set: {at: name, value: other}                                             | name    | name: not there any more
            rewrite: {at: name, find: app, replace: web}                              | name    | name: not there any more
            convert: {at: port, to: string}                                           | port    | port: not there any more
            wrap: {at: port, as: map, key: number}                                    | port!number | port: not there any more
            map_value: {at: name, table: {app: web}}                                  | name    | name: not there any more
            extract: {at: name, variable: NAME}                                       | name    | name: not there any more
            inline: {at: held, variable: FIRST}                                       | held    | held: not there any more
            join: {from: {a: first, b: second}, into: both, template: "{a}-{b}"}      | both    | both: not there any more
            split: {at: place, parser: delimiter, delimiter: ":", into: {0: h, 1: p}} | h!p     | place: not there any more
            list_add: {at: old, value: 9}                                             | old     | old: the item is not there any more
            list_move: {at: old, index: 0, to: 1}                                     | old     | old: not there any more
            merge_lists: {from: [other], into: old}                                   | old     | old: not there any more
            merge_lists: {from: [other], into: lines}                                 | 3       | lines: an item is not there any more, the list stays merged
            stamp: {version: 1.1.0}                                                   | version | version: not there any more
            """)
    void what_was_deleted_in_yaml_is_not_called_edited(String operation, String deleted, String note) {
        List<String> notes = new ArrayList<>();

        String down = down(operation, deleted.replace('!', '|'), false, notes);

        assertThat(notes).containsExactly(note);
        assertThat(down.lines().map(String::strip)).noneMatch(line -> line.matches("(?:" + deleted + "):.*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            env_add: {name: ADDED, value: "1"}                                                                 | ADDED          | ADDED: not there any more
            env_rename: {from: FIRST, to: ONE}                                                                 | ONE            | ONE: not there any more
            env_join: {from: {a: PARTS, b: LAST}, into: BOTH, template: "{a}-{b}"}                             | BOTH           | BOTH: not there any more
            env_split: {name: PARTS, parser: delimiter, delimiter: "-", into: {0: A, 1: B, 2: C}}              | [ABC]          | PARTS: not there any more
            extract: {at: name, variable: NAME}                                                                | NAME           | NAME: not there any more
            stamp: {version: 1.1.0}                                                                            | CONFIG_VERSION | CONFIG_VERSION: not there any more
            """)
    void what_was_deleted_in_env_is_not_called_edited(String operation, String deleted, String note) {
        List<String> notes = new ArrayList<>();

        String down = down(operation, deleted, true, notes);

        assertThat(notes).contains(note).noneMatch(each -> each.contains("edited"));
        assertThat(down.lines().map(String::strip)).noneMatch(line -> line.matches("(?:" + deleted + ")=.*"));
    }

    /** The last key of a file without a final line break, and somebody wrote more behind it since. */
    @ParameterizedTest
    @CsvSource({
        "remove: {at: b},# more",
        "remove: {at: b},c: 3",
        "'move: {from: b, to: x.y}',# more",
        "'move: {from: b, to: a2}',# more",
        "'set: {at: b, value: other}',# more"
    })
    void what_ended_the_file_comes_back_before_what_was_written_behind_it(String operation, String more) {
        for (String last : List.of("b: 2", "b: |\n  two", "b:\n  - 2 # two")) {
            ConfigMigration migration = migration(operation);
            ConfigOutcome.Done up = apply(migration, Direction.UP, "a: 1\n" + last, "A=1\n", Stash.EMPTY);
            String after = String.valueOf(up.texts().get("c.yml"));
            ConfigOutcome.Done down = apply(
                    migration,
                    Direction.DOWN,
                    after + (after.endsWith("\n") ? "" : "\n") + more + "\n",
                    "A=1\n",
                    up.stash());

            assertThat(down.notes()).as(last).isEmpty();
            assertThat(down.texts().get("c.yml"))
                    .contains("b:")
                    .contains(more)
                    .contains(last.replaceAll("^b:( \\|)?\\s*", ""));
        }
    }

    /** A whole that can be without the part comes back without it; else the part comes back, and that is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            password         | postgres://me@db:5432/app?sslmode=require         | true
            port             | postgres://me:pw@db/app?sslmode=require           | true
            query.sslmode    | postgres://me:pw@db:5432/app                      | true
            path             | postgres://me:pw@db:5432?sslmode=require          | true
            user             | postgres://:pw@db:5432/app?sslmode=require        | true
            user!password    | postgres://db:5432/app?sslmode=require            | true
            host             | postgres://me:pw@db:5432/app?sslmode=require      | false
            """)
    void a_deleted_part_of_a_url_does_not_come_back_unsaid(String parts, String url, boolean without) {
        String into = "{host: p_host, port: p_port, user: p_user, password: p_password, path: p_path,"
                + " query.sslmode: p_query_sslmode}";
        String pattern = "p_(?:" + parts.replace('.', '_').replace('!', '|') + ")";
        List<String> notes = new ArrayList<>();

        String yaml = down("split: {at: url, parser: url, into: " + into + "}", pattern, false, notes);

        assertThat(yaml).contains("url: " + url + "\n").doesNotContain("p_");
        assertThat(notes)
                .hasSize(parts.split("!").length)
                .allMatch(note -> note.endsWith(
                        without
                                ? "not there any more; url comes back without it"
                                : "not there any more; in url it comes back as it was"));

        notes.clear();
        String env = down(
                "env_split: {name: URL, parser: url, into: "
                        + into.toUpperCase(Locale.ROOT)
                                .replace("HOST:", "host:")
                                .replace("PORT:", "port:")
                                .replace("USER:", "user:")
                                .replace("PASSWORD:", "password:")
                                .replace("PATH:", "path:")
                                .replace("QUERY.SSLMODE:", "query.sslmode:")
                        + "}",
                pattern.replace("query_sslmode", "QUERY_SSLMODE").toUpperCase(Locale.ROOT),
                true,
                notes);
        assertThat(env.replace("\"", "")).contains("URL=" + url + "\n").doesNotContain("P_");
        assertThat(notes).hasSize(parts.split("!").length).allMatch(note -> note.contains("not there any more; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {parser: delimiter, delimiter: "-", into: {0: x0, 1: x1, 2: x2}}                          | x2    | a-b
            {parser: delimiter, delimiter: "-", into: {0: x0, 1: x1, 2: x2}}                          | x1!x2 | a
            {parser: delimiter, delimiter: "-", into: {0: x0, 1: x1, 2: x2}}                          | x1    | a-b-c
            {parser: delimiter, delimiter: "-", into: {0: x0}, rest: others}                          | others | a
            {parser: regex, pattern: "(?<a>[a-z]+)-(?<b>.*)", into: {a: x0, b: x1}}                    | x1    | a-
            {parser: regex, pattern: "(?<a>[a-z]+)-(?<b>.+)", into: {a: x0, b: x1}}                    | x1    | a-b-c
            """)
    void so_do_other_parts(String arguments, String parts, String whole) {
        List<String> notes = new ArrayList<>();

        String down = down("split: {at: parts, " + arguments.substring(1), parts.replace('!', '|'), false, notes);

        assertThat(down).contains("parts: " + whole + "\n");
        assertThat(notes).isNotEmpty().allMatch(note -> note.contains("not there any more; "));
    }
}
