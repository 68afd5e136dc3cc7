package dev.aicli.migrate.config.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.operation.Stash;
import dev.aicli.migrate.model.Direction;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The way down over what somebody edited or laid out anew since the way up: what was taken out comes back as it was.
 */
class EditedSinceTest {
    private static ConfigMigration migration(String operation) {
        ConfigMigrationFile.Result read =
                ConfigMigrationFile.read("m.yml", "version: 1.1.0\nup:\n  - " + operation + "\n");
        assertThat(read.problems()).isEmpty();
        return read.migration().orElseThrow();
    }

    private static ConfigOutcome.Done apply(ConfigMigration migration, Direction way, String text, Stash stash) {
        ConfigOutcome outcome = ConfigChange.apply(migration, way, List.of(ConfigText.of("c.yml", text)), stash);
        assertThat(outcome).isInstanceOf(ConfigOutcome.Done.class);
        return (ConfigOutcome.Done) outcome;
    }

    private static String text(ConfigOutcome.Done outcome) {
        return String.valueOf(outcome.texts().get("c.yml"));
    }

    /** {@return the text after up, edit and down} */
    private static String edited(String operation, String before, UnaryOperator<String> edit) {
        ConfigMigration migration = migration(operation);
        ConfigOutcome.Done up = apply(migration, Direction.UP, before, Stash.EMPTY);
        String edited = edit.apply(text(up));
        assertThat(edited).isNotEqualTo(text(up));
        ConfigOutcome.Done down = apply(migration, Direction.DOWN, edited, up.stash());
        assertThat(down.notes()).isEmpty();
        return text(down);
    }

    @Test
    void a_block_scalar_from_beside_a_dash_keeps_its_last_line_break() {
        String before = "- name: |\n    line\n  # own\n  other: x\n";

        UnaryOperator<String> narrower = text -> text.lines()
                .map(line -> line.substring((line.length() - line.stripLeading().length()) / 2) + "\n")
                .collect(Collectors.joining());
        assertThat(edited("remove: {at: '[0].name'}", before, narrower))
                .isEqualTo("- \n name: |\n   line\n # own\n other: x\n");
        assertThat(edited("remove: {at: '[0].name'}", before, text -> text + "- hand\n"))
                .isEqualTo(before + "- hand\n");
        assertThat(edited(
                        "remove: {at: '[0].name'}",
                        "- name: |+\n    line\n  other: x\n",
                        text -> text.replace("other", "# by hand\n  other")))
                .isEqualTo("- # by hand\n  name: |+\n    line\n  other: x\n");
    }

    @Test
    void parts_come_back_where_all_around_them_was_in_the_joined_value() {
        UnaryOperator<String> byHand = text -> text + "hand: 1\n";
        String lines = "name:\n    level: # beside\n        \"delta\": 'x' # own\nbeta: y # its\n";
        String braces = "beta: {k: 'c'}\nother: {g: \"x\", h: 1}\n";

        assertThat(edited(
                        "join: {from: {a: beta, b: name.level.delta}, into: name.new, template: '{a}|{b}'}",
                        lines,
                        byHand))
                .isEqualTo(lines + "hand: 1\n");
        assertThat(edited(
                        "join: {from: {a: beta.k, b: other.g}, into: beta.deep.new, template: '{a}|{b}'}",
                        braces,
                        byHand))
                .isEqualTo(braces + "hand: 1\n");
    }

    @Test
    void a_comment_that_went_with_a_former_value_comes_back() {
        String list = "- a\n- [x] # beside\n- b\n";
        String set = "set: {at: '[1]', value: new}";

        assertThat(edited("set: {at: a, value: new}", "a:\n  - x # beside\n", text -> text.replace("new", "'new'")))
                .isEqualTo("a:\n  - x # beside\n");
        assertThat(edited(set, "- a\n- - x # beside\n- b\n", text -> text.replace("new", "'new'")))
                .isEqualTo("- a\n- - x # beside\n- b\n");
        assertThat(edited(set, list, text -> text.replace("- new", "- 'new'"))).isEqualTo(list);
        assertThat(edited(set, "- a\n- - x # beside\n- b\n", text -> text.replace("new", "new # mine")))
                .isEqualTo("- a\n# beside\n- - x # mine\n- b\n");
    }
}
