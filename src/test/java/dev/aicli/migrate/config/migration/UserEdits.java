package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlNode;
import dev.aicli.migrate.config.document.yaml.YamlValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What people and their formatters do to a YAML file between two migrations; its values stay the same. */
final class UserEdits {
    private final Random random;
    private String text;
    private int written;

    UserEdits(String text, long seed) {
        this.text = text;
        this.random = new Random(seed);
    }

    /** Lays the file out anew: style, indentation, quotes, line ends, blank lines. */
    String formatted() {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Formatters formatters = new Formatters(text, random);
            switch (random.nextInt(8)) {
                case 0 -> tried(formatters.lineEnds());
                case 1 -> tried(formatters.wider());
                case 2 -> tried(formatters.narrower());
                case 3 -> tried(formatters.quotes());
                case 4 -> tried(formatters.toFlow());
                case 5 -> tried(formatters.toBlock());
                case 6 -> tried(formatters.dashes());
                default -> blankLines();
            }
        }
        return text;
    }

    /** Writes comments wherever there can be some. */
    String commented() {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            List<Integer> lines = entryLines();
            if (lines.isEmpty() || random.nextInt(6) == 0) {
                tried(text + (text.endsWith("\n") ? "" : "\n") + "# at the end by hand " + written++ + "\n");
                continue;
            }
            int line = lines.get(random.nextInt(lines.size()));
            int column = 0;
            while (line + column < text.length() && text.charAt(line + column) == ' ') {
                column++;
            }
            if (random.nextInt(4) == 0) {
                int end = text.indexOf('\n', line);
                int at = end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
                if (at > 0) {
                    tried(text.substring(0, at) + " # beside by hand " + written++ + text.substring(at));
                }
            } else {
                String indent = " ".repeat(Math.max(0, column + 2 * random.nextInt(-1, 3)));
                String gap = random.nextInt(4) == 0 ? "\n" : "";
                tried(text.substring(0, line) + indent + "# by hand " + written++ + "\n" + gap + text.substring(line));
            }
        }
        return text;
    }

    private void tried(String changed) {
        try {
            YamlDocument before = YamlDocument.parse(text);
            YamlDocument after = YamlDocument.parse(changed);
            List<String> lost = new ArrayList<>(stripped(before));
            stripped(after).forEach(lost::remove);
            boolean same = YamlValues.same(before.events(), after.events())
                    && properties(before).equals(properties(after));
            if (same && lost.isEmpty()) {
                text = changed;
            }
        } catch (DocumentException e) {
            // Not everything can be written everywhere.
        }
    }

    /** {@return the anchors and tags: a layout that loses one says something else} */
    private static List<String> properties(YamlDocument document) {
        return document.events().stream()
                .filter(event -> event.anchor() != null || event.tag() != null)
                .map(event -> event.anchor() + " " + event.tag())
                .toList();
    }

    private static List<String> stripped(YamlDocument document) {
        return document.comments().stream().map(String::strip).toList();
    }

    private void blankLines() {
        for (int line : entryLines()) {
            if (random.nextInt(4) == 0 && line < text.length()) {
                tried(text.substring(0, line) + "\n" + text.substring(line));
            }
        }
    }

    /** {@return where the lines start that block entries stand on} */
    private List<Integer> entryLines() {
        List<Integer> lines = new ArrayList<>();
        YamlDocument.parse(text).roots().forEach(root -> collectLines(root, lines));
        return lines;
    }

    private void collectLines(YamlNode node, List<Integer> lines) {
        for (YamlEntry entry : node.entries()) {
            if (node.isBlockCollection()) {
                int start = text.lastIndexOf('\n', entry.start() - 1) + 1;
                lines.add(start == 0 && text.startsWith("\uFEFF") ? 1 : start);
            }
            collectLines(entry.value(), lines);
        }
    }
}
