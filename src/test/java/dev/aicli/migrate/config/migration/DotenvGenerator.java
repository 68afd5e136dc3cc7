package dev.aicli.migrate.config.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes {@code .env} files as people have them, migrations for them, and what people do to them in between. */
final class DotenvGenerator {
    private static final List<String> VALUES = List.of(
            "1",
            "text",
            "",
            "\"two words\"",
            "'single'",
            "\"with # sign\"",
            "a-b-c",
            "postgres://me:pw@db:5432/app?sslmode=require",
            "\"redis://:s3cret@cache/0\"",
            "http://h/p?q=1",
            "${HOME}/x",
            "'it costs $5'",
            "a,b");
    private static final List<String> NAMES =
            List.of("HOST", "PORT", "URL", "CACHE_URL", "LOG_LEVEL", "SECRET", "A", "B_1", "app.name", "EMPTY");

    private final Random random;
    private final List<String> names = new ArrayList<>();
    private int comments;
    private int fresh;

    /** Whether it makes a secret, which stays on the way down. */
    boolean generates;

    DotenvGenerator(long seed) {
        this.random = new Random(seed);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String file() {
        StringBuilder text = new StringBuilder();
        List<String> left = new ArrayList<>(NAMES);
        for (int i = random.nextInt(7); i >= 0; i--) {
            if (chance(5)) {
                text.append("\n");
            }
            if (chance(8)) {
                text.append("# section ").append(comments++).append("\n\n");
            }
            for (int j = chance(3) ? 1 + random.nextInt(2) : 0; j > 0; j--) {
                text.append(chance(6) ? "  " : "")
                        .append("# own ")
                        .append(comments++)
                        .append("\n");
            }
            String name = left.remove(random.nextInt(left.size()));
            names.add(name);
            text.append(chance(6) ? "export " : "")
                    .append(name)
                    .append(chance(8) ? " = " : "=")
                    .append(one(VALUES));
            if (chance(4)) {
                text.append(chance(3) ? "   # " : " # ").append("beside ").append(comments++);
            }
            text.append("\n");
        }
        if (chance(5)) {
            text.append(chance(2) ? "\n" : "")
                    .append("# at the end ")
                    .append(comments++)
                    .append("\n");
        }
        String result = chance(5) ? text.toString().replace("\n", "\r\n") : text.toString();
        result = chance(8) ? "\uFEFF" + result : result;
        return chance(5) ? result.stripTrailing() : result;
    }

    String migration() {
        StringBuilder text = new StringBuilder("version: 1.1.0\nup:\n");
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append("  - ").append(operation()).append("\n");
        }
        return text.toString();
    }

    private String operation() {
        return switch (random.nextInt(10)) {
            case 0, 1 ->
                "env_add: {name: " + fresh() + ", value: '" + one(List.of("1", "two words", "x#y", "")) + "'"
                        + one(List.of("", ", comment: \"why\"", ", after: " + any(), ", before: " + any())) + "}";
            case 2, 3 -> "env_rename: {from: " + any() + ", to: " + fresh() + "}";
            case 4 -> "env_remove: {name: " + any() + ", references: leave}";
            case 5, 6 ->
                "env_split: {name: " + any() + ", parser: url, into: {host: " + fresh() + ", port: " + fresh()
                        + ", password: " + fresh() + "}, "
                        + one(List.of("drop: all", "rest: " + fresh() + ", drop: [scheme]"))
                        + ", schemes: [postgres, redis, http], references: leave}";
            case 7 ->
                "env_split: {name: " + any() + ", parser: delimiter, delimiter: \"-\", into: {0: " + fresh() + ", 1: "
                        + fresh() + "}, rest: " + fresh() + ", references: leave}";
            case 8 ->
                "env_join: {from: {a: " + any() + ", b: " + any() + "}, into: " + fresh()
                        + ", template: \"{a}|{b}\", references: leave}";
            default -> {
                if (chance(3)) {
                    generates = true;
                    yield "env_generate: {name: " + (chance(2) ? any() : fresh()) + "}";
                }
                yield "stamp: {version: 1.1.0}";
            }
        };
    }

    private String any() {
        return one(names);
    }

    private String fresh() {
        return "FRESH_" + fresh++;
    }

    /** What a formatter does: line ends, quotes, blank lines, blanks. */
    String formatted(String text) {
        String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
        return switch (random.nextInt(4)) {
            case 0 -> lineBreak.equals("\n") ? text.replace("\n", "\r\n") : text.replace("\r\n", "\n");
            case 1 -> text.replaceAll("(?m)^((?:export )?[\\w.]+ ?= ?)([\\w-]+)(?=\r?$| #)", "$1\"$2\"");
            case 2 -> text.replaceAll("(?m)^((?:export )?[\\w.]+ ?= ?)\"(\\w+)\"(?=\r?$| #)", "$1$2");
            default -> text.endsWith("\n") ? text.stripTrailing() + lineBreak : text + lineBreak;
        };
    }

    /** Comments anywhere. */
    String commented(String text) {
        String changed = text;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            List<Integer> lines = new ArrayList<>(List.of(changed.startsWith("\uFEFF") ? 1 : 0));
            for (int at = changed.indexOf('\n'); at >= 0; at = changed.indexOf('\n', at + 1)) {
                lines.add(at + 1);
            }
            int line = lines.get(random.nextInt(lines.size()));
            String comment = "# by hand " + comments++;
            int end = changed.indexOf('\n', line);
            String rest = end < 0 ? changed.substring(line) : changed.substring(line, end);
            boolean assignment = rest.matches("[\\w.]+=[^#]*[^#\\s]\r?");
            if (assignment && chance(3)) {
                int at = line + rest.stripTrailing().length();
                changed = changed.substring(0, at) + " " + comment + changed.substring(at);
            } else if (line < changed.length() || changed.endsWith("\n") || changed.isEmpty()) {
                changed =
                        changed.substring(0, line) + comment + "\n" + (chance(3) ? "\n" : "") + changed.substring(line);
            }
        }
        return changed;
    }
}
