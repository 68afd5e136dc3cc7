package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.document.yaml.ScalarKind;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEdit;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.config.operation.StashJson;
import dev.aicli.migrate.config.operation.StashLine;
import dev.aicli.migrate.model.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The laws, over generated documents and migrations. {@code -Daicli.cases=20000} tries more, {@code -Daicli.seed}
 * others, {@code -Daicli.only=2000064,2001356} these ones, {@code -Daicli.show=failures} all that fail.
 */
class MigrationLawsTest {
    private static final int CASES = Integer.getInteger("aicli.cases", 3000);
    private static final long SEED = Long.getLong("aicli.seed", 1);
    private static final String EDIT = "# edited by hand";

    private final Map<String, Integer> counts = new TreeMap<>();

    /** One document and migration. */
    private record Case(
            long seed, String text, String migrationText, boolean positional, ConfigMigrationFile.Result read) {
        static Case of(long seed) {
            String text = DocumentGenerator.generate(seed);
            MigrationGenerator generator = new MigrationGenerator(YamlDocument.parse(text), seed);
            String migration = generator.generate();
            return new Case(seed, text, migration, generator.positional, ConfigMigrationFile.read("m.yml", migration));
        }

        ConfigMigration migration() {
            return read.migration().orElseThrow();
        }

        ConfigOutcome apply(Direction direction, String document, Stash stash) {
            List<ConfigText> documents = List.of(ConfigText.of("c.yml", document));
            // A former text that comes back as a whole is known only while it is among the texts read last.
            YamlDocument.parse(text);
            ConfigOutcome outcome = ConfigChange.apply(migration(), direction, documents, stash, Rereading.TOUCHED);
            if (outcome instanceof ConfigOutcome.Done) {
                assertThat(YamlDocument.confirmed(MigrationLawsTest.text(outcome)))
                        .as(
                                "%s of%n%s%n---- reads the same in parts:%n%s",
                                direction, document, MigrationLawsTest.text(outcome))
                        .isTrue();
            }
            assertThat(outcome).isEqualTo(ConfigChange.apply(migration(), direction, documents, stash));
            return outcome;
        }

        String describe() {
            return "seed " + seed + "\n" + migrationText + "---- document\n" + text;
        }
    }

    private static String text(ConfigOutcome outcome) {
        return String.valueOf(((ConfigOutcome.Done) outcome).texts().get("c.yml"));
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Test
    void the_laws_hold_for_generated_documents_and_migrations() {
        List<String> failures = new ArrayList<>();
        for (long seed : seeds()) {
            Case one = Case.of(seed);
            try {
                check(one);
            } catch (AssertionError | RuntimeException e) {
                failures.add(one.describe() + "\n---- " + (e instanceof RuntimeException ? e : e.getMessage()));
            }
        }
        report();
        show(failures);
        assertThat(failures.size())
                .as(String.join("\n\n", failures.stream().limit(5).toList()))
                .isZero();
        assertThat(counts.getOrDefault("inverse: other bytes", 0))
                .as(counts.toString())
                .isLessThan(CASES / 100 + 1);
        // Where a comment was written between braces and lines, whose it is can be lost; it is said then.
        assertThat(counts.getOrDefault("formatted: down with notes", 0))
                .as(counts.toString())
                .isLessThan(CASES / 50 + 1);
        int applied = counts.getOrDefault("applied", 0);
        assertThat(applied).as(counts.toString()).isGreaterThan(CASES / 2);
    }

    private static long[] seeds() {
        String only = System.getProperty("aicli.only");
        return only == null
                ? LongStream.range(SEED * 1_000_000, SEED * 1_000_000 + CASES).toArray()
                : Stream.of(only.split(",")).mapToLong(Long::parseLong).toArray();
    }

    private static void show(List<String> failures) {
        if ("failures".equals(System.getProperty("aicli.show"))) {
            failures.forEach(System.err::println);
        }
    }

    private void report() {
        String target = System.getProperty("aicli.report");
        if (target != null) {
            StringBuilder lines = new StringBuilder();
            counts.forEach((what, count) ->
                    lines.append(count).append('\t').append(what).append('\n'));
            try {
                Files.writeString(Path.of(target), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void check(Case one) {
        assertThat(new YamlEdit(YamlDocument.parse(one.text())).commit().text()).isEqualTo(one.text());
        if (one.read().migration().isEmpty()) {
            assertThat(one.read().problems()).isNotEmpty();
            count("migration rejected");
            return;
        }
        ConfigOutcome up = one.apply(Direction.UP, one.text(), Stash.EMPTY);
        if (up instanceof ConfigOutcome.Refused refused) {
            count("refused " + refused.reason() + " by " + refused.operation());
            show("refused-" + refused.reason(), one, refused.toString());
            return;
        }
        count(text(up).equals(one.text()) ? "nothing to do" : "applied");
        Stash stash = ((ConfigOutcome.Done) up).stash();
        assertThat(StashJson.read(StashJson.write(stash))).isEqualTo(stash);
        assertThat(StashLine.of(stash).json()).isEqualTo(StashJson.write(stash));
        String after = text(up);
        assertCommentsAccounted(one, after, stash);
        assertThat(text(one.apply(Direction.DOWN, after, stash))).isEqualTo(one.text());
        if (!one.positional()) {
            secondUp(one, after);
        }
        byOperations(one, after, stash);
        edited(one, after, stash);
        formatted(one, after, stash);
        commented(one, after, stash);
    }

    /** A formatter edits nothing: all values come back. */
    private void formatted(Case one, String after, Stash stash) {
        String laidOut = new UserEdits(after, one.seed()).formatted();
        if (laidOut.equals(after)) {
            return;
        }
        ConfigOutcome down = one.apply(Direction.DOWN, laidOut, stash);
        if (down instanceof ConfigOutcome.Refused refused) {
            count("formatted: down refused " + refused.reason() + " by " + refused.operation());
            show("formatted-refused", one, laidOut, refused.toString());
            return;
        }
        try {
            assertNoCommentLost(one, after, laidOut, text(down));
            if (!((ConfigOutcome.Done) down).notes().isEmpty()) {
                count("formatted: down with notes");
            } else {
                assertThat(values(text(down))).isEqualTo(values(one.text()));
                // What was moved into braces left its comments above them, where they may stay too.
                assertThat(comments(text(down))).containsAll(comments(one.text()));
                assertThat(comments(one.text())).containsAll(comments(text(down)));
            }
        } catch (AssertionError e) {
            throw new AssertionError(
                    "laid out:\n" + laidOut + "\n---- down:\n" + text(down) + "\n" + e.getMessage(), e);
        }
        count(
                values(text(down)).equals(values(one.text()))
                        ? "formatted: down same values"
                        : "formatted: down other values");
    }

    /** Comments that somebody wrote stay, and so do those that stood there before. */
    private void commented(Case one, String after, Stash stash) {
        String edited = new UserEdits(new UserEdits(after, one.seed() + 1).formatted(), one.seed() + 2).commented();
        ConfigOutcome down = one.apply(Direction.DOWN, edited, stash);
        if (down instanceof ConfigOutcome.Refused refused) {
            count("commented: down refused " + refused.reason() + " by " + refused.operation());
            show("commented-refused", one, edited, refused.toString());
            return;
        }
        try {
            assertNoCommentLost(one, after, edited, text(down));
            if (((ConfigOutcome.Done) down).notes().isEmpty()) {
                assertThat(values(text(down))).isEqualTo(values(one.text()));
                List<String> former = comments(text(down));
                comments(one.text())
                        .forEach(comment ->
                                assertThat(former.remove(comment)).as(comment).isTrue());
            }
        } catch (AssertionError e) {
            throw new AssertionError("edited:\n" + edited + "\n---- down:\n" + text(down) + "\n" + e.getMessage(), e);
        }
        count(((ConfigOutcome.Done) down).notes().isEmpty() ? "commented: down" : "commented: down with notes");
    }

    /** What stands in the file and was not written by the migration is there afterwards. */
    private static void assertNoCommentLost(Case one, String after, String edited, String down) {
        List<String> byMigration = comments(after);
        comments(one.text()).forEach(byMigration::remove);
        List<String> expected = comments(edited);
        byMigration.forEach(expected::remove);
        comments(down).forEach(expected::remove);
        assertThat(expected).as("lost comments").isEmpty();
    }

    private static List<String> comments(String text) {
        return YamlDocument.parse(text).comments().stream()
                .map(String::strip)
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * {@return all keys and values, whatever their order and style; a placeholder is a text, with quotes or without}
     */
    private static List<String> values(String text) {
        YamlDocument document = YamlDocument.parse(text);
        List<String> values = new ArrayList<>();
        document.roots().forEach(root -> values(document, root, values));
        return values.stream().sorted().toList();
    }

    private static void values(YamlDocument document, YamlNode node, List<String> values) {
        if (YamlValues.isPlaceholder(node)) {
            values.add(YamlValues.text(document, node).orElseThrow() + " STRING of 0");
            return;
        }
        YamlEvent event = node.event();
        boolean isNull = event.kind() == YamlEvent.Kind.SCALAR && ScalarKind.of(event) == ScalarKind.NULL;
        values.add((isNull ? "" : event.value()) + " "
                + (event.kind() == YamlEvent.Kind.SCALAR ? ScalarKind.of(event) : event.kind())
                + " of " + node.entries().size());
        for (YamlEntry entry : node.entries()) {
            if (entry.keyNode() != null) {
                values(document, entry.keyNode(), values);
            }
            values(document, entry.value(), values);
        }
    }

    /** A comment is in the file, or in what an operation removed and kept. */
    private static void assertCommentsAccounted(Case one, String after, Stash stash) {
        List<String> missing = new ArrayList<>(YamlDocument.parse(one.text()).comments());
        YamlDocument.parse(after).comments().forEach(missing::remove);
        String kept = StashJson.write(
                Stash.EMPTY.equals(stash)
                        ? stash
                        : stash.children().get(0).children().stream()
                                .reduce(Stash.EMPTY, (all, each) -> new Stash(Map.of(), List.of(all, each))));
        for (String comment : missing) {
            assertThat(kept)
                    .contains(StashJson.write(new Stash(Map.of("c", comment), List.of()))
                            .replaceAll("^.*\"c\":\"|\"}}$", ""));
        }
    }

    private void secondUp(Case one, String after) {
        ConfigOutcome again = one.apply(Direction.UP, after, Stash.EMPTY);
        if (again instanceof ConfigOutcome.Refused refused) {
            count("second up refused " + refused.reason());
            show("second-refused", one, after, refused.toString());
        } else {
            count(text(again).equals(after) ? "second up same" : "second up differs");
            // Of several operations, one may undo what another looks for.
            if (one.migration().up().size() == 1) {
                assertThat(text(again)).isEqualTo(after);
            }
            show(text(again).equals(after) ? "" : "second", one, after, text(again));
        }
    }

    private void byOperations(Case one, String after, Stash stash) {
        ConfigOutcome down = ConfigChange.downByOperations(
                one.migration(), List.of(ConfigText.of("c.yml", after)), stash, Rereading.TOUCHED);
        if (down instanceof ConfigOutcome.Refused refused) {
            count("inverse refused " + refused.reason() + " by " + refused.operation());
            show("inverse-refused", one, after, refused.toString());
            return;
        }
        String back = text(down);
        assertThat(YamlDocument.confirmed(back)).isTrue();
        boolean same = back.equals(one.text());
        if (one.migration().up().size() == 1) {
            assertThat(YamlDocument.parse(back).comments())
                    .containsExactlyInAnyOrderElementsOf(
                            YamlDocument.parse(one.text()).comments());
            assertThat(YamlDocument.parse(back).events())
                    .containsExactlyInAnyOrderElementsOf(
                            YamlDocument.parse(one.text()).events());
        }
        count(same ? "inverse: same bytes" : "inverse: other bytes");
        show(same ? "" : "inverse", one, after, back + ((ConfigOutcome.Done) down).notes());
    }

    private static void show(String what, Case one, String... texts) {
        if (what.equals(System.getProperty("aicli.show"))) {
            System.err.println("======== " + one.describe());
            for (String text : texts) {
                System.err.println("--------\n" + text);
            }
        }
    }

    /** A comment and a key that were added by hand stay through down and up. */
    private void edited(Case one, String after, Stash stash) {
        String edit = EDIT + "\nby_hand: kept\n";
        boolean mapping = !YamlDocument.parse(after).roots().isEmpty()
                && YamlDocument.parse(after).roots().get(0).isMapping()
                && YamlDocument.parse(after).roots().get(0).isBlockCollection();
        if (!mapping || after.startsWith("\uFEFF") || after.contains("---")) {
            return;
        }
        String changed = edit + "\n" + after;
        ConfigOutcome down = one.apply(Direction.DOWN, changed, stash);
        if (down instanceof ConfigOutcome.Refused refused) {
            count("edited: down refused " + refused.reason() + " by " + refused.operation());
            return;
        }
        assertThat(text(down)).contains(EDIT).contains("by_hand: kept");
        count(text(down).equals(edit + "\n" + one.text()) ? "edited: down exact" : "edited: down other");
        ConfigOutcome again = one.apply(Direction.UP, text(down), ((ConfigOutcome.Done) down).stash());
        if (again instanceof ConfigOutcome.Refused refused) {
            count("edited: up refused " + refused.reason());
            return;
        }
        assertThat(text(again)).contains(EDIT).contains("by_hand: kept");
        count(text(again).equals(changed) ? "edited: up same" : "edited: up other");
        show(text(again).equals(changed) ? "" : "edited-up", one, changed, text(down), text(again));
    }
}
