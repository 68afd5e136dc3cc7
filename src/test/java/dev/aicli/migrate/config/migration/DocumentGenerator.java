package dev.aicli.migrate.config.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes random YAML as people write it: nesting, flow, block scalars, anchors, comments, several documents. */
final class DocumentGenerator {
    private static final List<String> WORDS = List.of(
            "alpha", "beta", "gamma", "delta", "host", "port", "level", "name", "größe", "ключ", "emoji😀", "a_b",
            "x-y");
    private static final List<String> SCALARS = List.of(
            "1",
            "true",
            "text",
            "some words",
            "\"quoted # no comment\"",
            "'single ''q'''",
            "~",
            "3.14",
            "0x1F",
            "${VAR}",
            "${A:-b}",
            "http://h:80/p?q=1",
            "postgres://u:p%40@h:5432/db?sslmode=require",
            "\"\\u00e9\\n\"",
            "2001-01-01",
            "{{ x }}",
            "\"{{ x }}\"",
            "😀😀",
            "yes",
            "a:b",
            "multi\n@word",
            "\"multi\n@quoted\"");

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> anchors = new ArrayList<>();
    private int comments;
    private int indent;
    private boolean indentless;
    private int anchorCount;
    private boolean inBlockScalar;

    private DocumentGenerator(long seed) {
        this.random = new Random(seed);
    }

    static String generate(long seed) {
        return new DocumentGenerator(seed).file();
    }

    private String file() {
        indent = random.nextInt(4) == 0 ? 4 : 2;
        indentless = random.nextBoolean();
        int documents = random.nextInt(6) == 0 ? 2 : 1;
        for (int i = 0; i < documents; i++) {
            if (i > 0 || random.nextInt(8) == 0) {
                text.append("---")
                        .append(chance(3) ? " # marker " + comments++ : "")
                        .append('\n');
            }
            anchors.clear();
            if (chance(3)) {
                text.append("# file comment ").append(comments++).append("\n\n");
            }
            if (chance(8)) {
                sequence(0, 0);
            } else {
                mapping(0, 0, 2 + random.nextInt(4));
            }
            if (chance(6)) {
                text.append("\n# at the end ").append(comments++).append('\n');
            }
        }
        String result = text.toString();
        if (chance(5)) {
            result = result.replace("\n", "\r\n");
        }
        if (chance(6)) {
            result = "\uFEFF" + result;
        }
        return chance(5) ? result.stripTrailing() : result;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private void mapping(int column, int depth, int size) {
        List<String> names = new ArrayList<>(WORDS);
        java.util.Collections.shuffle(names, random);
        for (int i = 0; i < size; i++) {
            between(column);
            pad(column);
            pair(names.get(i), column, depth);
        }
        if (depth == 0 && !anchors.isEmpty() && chance(2)) {
            pad(column);
            text.append("merged:\n");
            pad(column + indent);
            text.append("<<: *").append(anchors.get(0)).append("\n");
        }
    }

    private void pair(String name, int column, int depth) {
        text.append(chance(10) ? '"' + name + '"' : name).append(chance(12) ? " :" : ":");
        value(column, depth, false);
        below(column);
    }

    /** Examples below a value, as the files of charts have them. */
    private void below(int column) {
        if (chance(7) && !inBlockScalar) {
            if (chance(4)) {
                text.append('\n');
            }
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                pad(column + indent);
                text.append("# example ").append(comments++).append('\n');
            }
        }
    }

    private void between(int column) {
        if (chance(6)) {
            text.append('\n');
        }
        if (chance(9)) {
            pad(column);
            text.append("# section ").append(comments++).append("\n\n");
        }
        for (int i = chance(4) ? 1 + random.nextInt(2) : 0; i > 0; i--) {
            pad(column);
            text.append("# own ").append(comments++).append('\n');
        }
    }

    private void value(int column, int depth, boolean item) {
        int kind = random.nextInt(depth > 3 ? 10 : 16);
        inBlockScalar = kind == 9;
        if (kind < 8) {
            scalar(column);
        } else if (kind == 8) {
            text.append(' ').append(flow(0));
            trailing();
        } else if (kind == 9) {
            blockScalar(column);
        } else if (kind < 13) {
            String anchor = anchor(item);
            text.append(anchor);
            if (item && anchor.isEmpty() && !chance(5)) {
                compactMapping(column, depth);
            } else {
                trailing();
                mapping(column + indent, depth + 1, 1 + random.nextInt(3));
            }
        } else {
            trailing();
            sequence(column + (indentless && !item ? 0 : indent), depth + 1);
        }
    }

    private void compactMapping(int column, int depth) {
        text.append(' ');
        pair("name", column + 2, depth + 1);
        for (int i = random.nextInt(3); i > 0; i--) {
            between(column + 2);
            pad(column + 2);
            pair("field" + i, column + 2, depth + 1);
        }
    }

    private String anchor(boolean item) {
        if (item || !chance(6)) {
            return "";
        }
        String name = "anchor" + anchorCount++;
        anchors.add(name);
        return " &" + name;
    }

    private void scalar(int column) {
        if (!anchors.isEmpty() && chance(12)) {
            text.append(" *").append(anchors.get(random.nextInt(anchors.size())));
            trailing();
            return;
        }
        if (chance(12)) {
            trailing();
            return;
        }
        String scalar = SCALARS.get(random.nextInt(SCALARS.size())).replace("\n@", "\n" + " ".repeat(column + 3));
        text.append(" ".repeat(chance(8) ? 3 : 1))
                .append(chance(20) ? "!tag " : "")
                .append(scalar);
        trailing();
    }

    private void blockScalar(int column) {
        String[] styles = {"|", ">", "|-", ">-", "|+"};
        text.append(' ').append(styles[random.nextInt(styles.length)]);
        trailing();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            text.append(" ".repeat(column + indent))
                    .append(chance(4) ? "# not a comment" : "line " + i)
                    .append('\n');
            if (chance(5)) {
                text.append('\n');
            }
        }
    }

    private String flow(int depth) {
        int kind = random.nextInt(depth > 2 ? 1 : 3);
        if (kind == 0 && depth > 0) {
            return List.of("1", "x", "\"a, b\"", "'c'", "two words").get(random.nextInt(5));
        }
        StringBuilder flow = new StringBuilder();
        int size = random.nextInt(4);
        boolean map = kind != 1;
        for (int i = 0; i < size; i++) {
            flow.append(i > 0 ? ", " : chance(3) ? " " : "");
            flow.append(map ? "k" + i + ": " : "").append(flow(depth + 1));
        }
        return (map ? "{" : "[") + flow + (map ? "}" : "]");
    }

    private void sequence(int column, int depth) {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            between(column);
            pad(column);
            text.append('-');
            value(column, depth, true);
        }
    }

    private void trailing() {
        if (chance(4)) {
            text.append(chance(3) ? "   # " : " # ").append("beside ").append(comments++);
        }
        text.append('\n');
    }

    private void pad(int column) {
        text.append(" ".repeat(column));
    }
}
