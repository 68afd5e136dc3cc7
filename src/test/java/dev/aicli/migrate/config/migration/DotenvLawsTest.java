package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.model.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The laws of going up and down, over generated {@code .env} files and migrations. {@code -Daicli.cases=20000} tries
 * more, {@code -Daicli.seed} others.
 */
class DotenvLawsTest {
    private static final int CASES = Integer.getInteger("aicli.cases", 5000);
    private static final long SEED = Long.getLong("aicli.seed", 1);

    private final Map<String, Integer> counts = new TreeMap<>();

    /** One file and migration. */
    private record Case(
            long seed, String text, String migrationText, ConfigMigration migration, DotenvGenerator generator) {
        static Case of(long seed) {
            DotenvGenerator generator = new DotenvGenerator(seed);
            String text = generator.file();
            String migration = generator.migration();
            ConfigMigrationFile.Result read = ConfigMigrationFile.read("m.yml", migration);
            assertThat(read.problems()).as(migration).isEmpty();
            return new Case(seed, text, migration, read.migration().orElseThrow(), generator);
        }

        ConfigOutcome apply(Direction direction, String document, Stash stash) {
            return ConfigChange.apply(migration, direction, List.of(ConfigText.of(".env", document)), stash);
        }
    }

    private static String text(ConfigOutcome outcome) {
        return String.valueOf(((ConfigOutcome.Done) outcome).texts().get(".env"));
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    @Test
    void the_laws_hold_for_generated_files_and_migrations() {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Case one = Case.of(SEED * 1_000_000 + i);
            try {
                check(one);
            } catch (AssertionError | RuntimeException e) {
                failures.add("seed " + one.seed() + "\n" + one.migrationText() + "---- file\n" + one.text() + "\n---- "
                        + (e instanceof RuntimeException ? e : e.getMessage()));
            }
        }
        if (System.getProperty("aicli.show") != null) {
            System.err.println(counts);
            failures.forEach(System.err::println);
        }
        assertThat(failures.size())
                .as(String.join("\n\n", failures.stream().limit(5).toList()))
                .isZero();
        assertThat(counts.getOrDefault("applied", 0)).as(counts.toString()).isGreaterThan(CASES / 2);
        assertThat(counts.getOrDefault("down refused", 0)).as(counts.toString()).isLessThan(CASES / 100 + 1);
    }

    private void check(Case one) {
        assertThat(DotenvDocument.parse(one.text()).text()).isEqualTo(one.text());
        ConfigOutcome up = one.apply(Direction.UP, one.text(), Stash.EMPTY);
        if (up instanceof ConfigOutcome.Refused refused) {
            count("refused " + refused.reason() + " by " + refused.operation());
            return;
        }
        String after = text(up);
        count(after.equals(one.text()) ? "nothing to do" : "applied");
        Stash stash = ((ConfigOutcome.Done) up).stash();
        assertThat(text(one.apply(Direction.DOWN, after, stash))).isEqualTo(one.text());

        ConfigOutcome.Done back = (ConfigOutcome.Done) ConfigChange.downByOperations(
                one.migration(), List.of(ConfigText.of(".env", after)), stash, Rereading.WHOLE);
        if (!one.generator().generates) {
            assertThat(back.notes()).isEmpty();
            assertThat(values(text(back))).isEqualTo(values(one.text()));
            assertThat(comments(text(back))).isEqualTo(comments(one.text()));
            count(text(back).equals(one.text()) ? "inverse: same bytes" : "inverse: other bytes");
        }
        edited(one, after, one.generator().formatted(after), stash, true);
        edited(one, after, one.generator().commented(one.generator().formatted(after)), stash, false);
    }

    /** No comment goes that the migration did not write, and the values are those of before, or it is said. */
    private void edited(Case one, String after, String edited, Stash stash, boolean formatted) {
        if (edited.equals(after) || !values(edited).equals(values(after))) {
            count("not edited");
            return;
        }
        ConfigOutcome down = one.apply(Direction.DOWN, edited, stash);
        if (down instanceof ConfigOutcome.Refused refused) {
            count("down refused");
            count("down refused " + refused.reason() + " by " + refused.operation());
            return;
        }
        List<ConfigOutcome.Note> notes = ((ConfigOutcome.Done) down).notes();
        try {
            List<String> expected = new ArrayList<>(comments(edited));
            WrittenComments.without(comments(after), comments(one.text())).forEach(expected::remove);
            assertThat(WrittenComments.without(expected, comments(text(down))))
                    .as("lost")
                    .isEmpty();
            // A secret that was generated stays, also where another variable was.
            if (formatted && !one.generator().generates) {
                assertThat(notes).isEmpty();
            }
            if (notes.isEmpty() && !one.generator().generates) {
                assertThat(values(text(down))).isEqualTo(values(one.text()));
                assertThat(WrittenComments.without(comments(one.text()), comments(text(down))))
                        .as("lost for good")
                        .isEmpty();
            }
        } catch (AssertionError e) {
            throw new AssertionError("edited:\n" + edited + "\n---- down:\n" + text(down) + "\n" + e.getMessage(), e);
        }
        count(notes.isEmpty() ? "down" : "down with notes");
    }

    private static List<String> comments(String text) {
        return WrittenComments.of(List.of(), List.of(DotenvDocument.parse(text)));
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new TreeMap<>();
        for (DotenvLine line : DotenvDocument.parse(text).lines()) {
            if (line instanceof DotenvLine.Variable variable) {
                values.put(
                        variable.name(),
                        DotenvValue.read(variable.raw()).map(DotenvValue::text).orElse(variable.raw()));
            }
        }
        return values;
    }
}
