package dev.aicli.migrate.config.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aicli.migrate.config.document.ConfigPath;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class YamlEditTest {
    private static String edit(String text, BiConsumer<YamlEdit, YamlCursor> changes) {
        YamlDocument document = YamlDocument.parse(text);
        YamlEdit edit = new YamlEdit(document);
        changes.accept(edit, new YamlCursor(null, null, document.roots().get(0), 0));
        return edit.commit().text();
    }

    private static YamlCursor at(YamlCursor root, String path) {
        return YamlPaths.one(root, ConfigPath.parse(path)).orElseThrow();
    }

    private static Content.NewEntry entry(Content value, String... comments) {
        return new Content.NewEntry(value, List.of(comments));
    }

    private static String remove(String text, String path) {
        return edit(text, (edit, root) -> edit.remove(at(root, path), root));
    }

    @Test
    void an_entry_goes_with_the_comments_directly_above_and_beside_it() {
        assertThat(remove("# top\n\n# of a\na: 1 # one\n\n# section\n\nb: 2\n", "a"))
                .isEqualTo("# top\n\n\n# section\n\nb: 2\n");
    }

    @Test
    void collections_that_become_empty_go_too_and_leave_section_comments() {
        assertThat(remove("a:\n  # section\n\n  # own\n  b: 1\nc: 2\n", "a.b")).isEqualTo("  # section\nc: 2\n");
    }

    @Test
    void the_last_entry_of_a_file_without_final_line_break_leaves_none() {
        assertThat(remove("a: 1\nb: 2", "b")).isEqualTo("a: 1");
    }

    /** Without a final line break the value of the block scalar has none either, whatever comes behind it. */
    @Test
    void a_block_scalar_that_ends_the_file_keeps_its_value() {
        assertThat(edit("r: |\n  fi", (edit, root) -> edit.append(root, "b", entry(new Content.Literal("1")))))
                .isEqualTo("r: |-\n  fi\nb: 1");
        assertThat(edit("r: >2+ # c\n  fi", (edit, root) -> edit.append(root, "b", entry(new Content.Literal("1")))))
                .isEqualTo("r: >2- # c\n  fi\nb: 1");
        assertThat(edit("a: 1\nr: |\n  fi", (edit, root) -> {
                    edit.put(root, 0, false, List.of("x", "r"), entry(edit.moved(at(root, "r"))), List.of());
                    edit.remove(at(root, "r"), root);
                }))
                .isEqualTo("x:\n  r: |-\n    fi\na: 1");
        assertThat(remove("r: |\n  fi\nb: 1", "b")).isEqualTo("r: |\n  fi\n");
    }

    @Test
    void what_is_new_goes_behind_the_comments_of_what_is_above() {
        assertThat(edit(
                        "z: []\n  # of z\n\n  # more\n",
                        (edit, root) -> edit.append(root, "b", entry(new Content.Literal("1")))))
                .isEqualTo("z: []\n  # of z\n\n  # more\nb: 1\n");
        assertThat(remove("z: []\n  # of z\nb: 1\n", "z")).isEqualTo("b: 1\n");
        YamlEdit first = new YamlEdit(YamlDocument.parse("# of the file\n"));
        first.create(List.of("b"), entry(new Content.Literal("1")));
        assertThat(first.commit().text()).isEqualTo("# of the file\n\nb: 1\n");
    }

    @Test
    void the_only_entry_of_a_root_leaves_an_empty_mapping() {
        assertThat(remove("# c\n\na: 1\n", "a")).isEqualTo("# c\n\n{}\n");
    }

    @Test
    void the_first_pair_of_a_compact_item_leaves_the_dash() {
        assertThat(remove("- a: 1\n  b: 2\n- c: 3\n", "[0].a")).isEqualTo("- b: 2\n- c: 3\n");
    }

    @Test
    void flow_entries_go_with_one_comma() {
        assertThat(remove("x: {a: 1, b: 2, c: 3} # c\n", "x.b")).isEqualTo("x: {a: 1, c: 3} # c\n");
        assertThat(remove("x: {a: 1, b: 2}\n", "x.b")).isEqualTo("x: {a: 1}\n");
        assertThat(remove("x: [1, 2]\ny: 1\n", "x[0]")).isEqualTo("x: [2]\ny: 1\n");
    }

    @Test
    void new_text_is_indented_and_quoted_as_its_neighbours() {
        assertThat(edit(
                        "a:\n    b: 'x'\n",
                        (edit, root) -> edit.put(
                                at(root, "a"),
                                9,
                                true,
                                List.of("c", "d"),
                                entry(Content.text("y"), "# why"),
                                List.of())))
                .isEqualTo("a:\n    b: 'x'\n    c:\n        # why\n        d: 'y'\n");
        assertThat(edit("a:\r\n- x", (edit, root) -> edit.append(at(root, "a"), entry(Content.text("yes")))))
                .isEqualTo("a:\r\n- x\r\n- \"yes\"");
    }

    @Test
    void several_values_below_one_new_key_become_one_block() {
        assertThat(edit("a: 1\n", (edit, root) -> {
                    edit.put(root, 9, true, List.of("db", "host"), entry(Content.text("h")), List.of());
                    edit.put(root, 9, true, List.of("db", "port"), entry(new Content.Literal("5")), List.of());
                }))
                .isEqualTo("a: 1\ndb:\n  host: h\n  port: 5\n");
    }

    @Test
    void an_entry_moves_as_it_is_written() {
        String text = "# level\nlog_level:   \"info\"  # why\nlogging:\n    format: json\nlast: |\n  x\n";
        assertThat(edit(text, (edit, root) -> {
                    YamlCursor from = at(root, "log_level");
                    edit.put(
                            at(root, "logging"),
                            9,
                            true,
                            List.of("level"),
                            new Content.NewEntry(edit.moved(from), List.of()),
                            List.of());
                    edit.remove(from);
                }))
                .isEqualTo("logging:\n    format: json\n    # level\n    level:   \"info\"  # why\nlast: |\n  x\n");
    }

    @Test
    void values_change_in_their_place() {
        BiConsumer<YamlEdit, YamlCursor> set = (edit, root) -> edit.replace(at(root, "a"), Content.text("new"), false);
        assertThat(edit("a: old # c\nb: 1\n", set)).isEqualTo("a: new # c\nb: 1\n");
        assertThat(edit("a: 'old' # c\n", set)).isEqualTo("a: 'new' # c\n");
        assertThat(edit("a: # c\nb: 1\n", set)).isEqualTo("a: new # c\nb: 1\n");
        assertThat(edit("a: | # c\n  text\n\nb: 1\n", set)).isEqualTo("a: new # c\n\nb: 1\n");
        assertThat(edit("a: # c\n  x: 1\n  y: 2 # d\n\nb: 1\n", set)).isEqualTo("a: new # c\n\nb: 1\n");
        assertThat(edit("a: &x !t old\n", set)).isEqualTo("a: &x !t new\n");
        assertThat(edit("{a: , b: 1}\n", set)).isEqualTo("{a: new , b: 1}\n");
    }

    @Test
    void an_anchor_with_aliases_does_not_go() {
        assertThatExceptionOfType(EditRefusedException.class)
                .isThrownBy(() -> remove("a: &x 1\nb: *x\n", "a"))
                .matches(e -> e.reason() == Refusal.ANCHOR);
    }

    @Test
    void what_was_removed_goes_back_between_its_neighbours() {
        for (String text : List.of(
                "a: 1\n# own\nb: 2 # two\n\nc: 3\n",
                "b: 2\nc: 3",
                "a: 1\nb:\n  - x\n  # in\n",
                "- b: 1\n  c: 2\n",
                "k: {a: 1, b: 2, c: 3}\n",
                "k: {a: 1, b: 2}",
                "k: {b: 1, c: 2}")) {
            String path = text.startsWith("k") ? "k.b" : text.startsWith("-") ? "[0].b" : "b";
            YamlDocument document = YamlDocument.parse(text);
            YamlEdit edit = new YamlEdit(document);
            edit.remove(at(new YamlCursor(null, null, document.roots().get(0), 0), path));
            YamlDocument without = edit.commit();
            YamlEdit back = new YamlEdit(without);
            YamlCursor root = new YamlCursor(null, null, without.roots().get(0), 0);
            assertThat(back.restore(root, edit.removed().get(0))).as(text).isTrue();
            assertThat(back.commit().text()).isEqualTo(text);
        }
    }
}
