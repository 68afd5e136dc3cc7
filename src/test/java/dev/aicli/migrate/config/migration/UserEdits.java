package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import dev.aicli.migrate.config.document.yaml.YamlEntry;
import dev.aicli.migrate.config.document.yaml.YamlEvent;
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

    /** Lays the file out anew: indentation, quotes, line ends, blank lines. */
    String formatted() {
        switch (random.nextInt(4)) {
            case 0 -> tried(text.contains("\r\n") ? text.replace("\r\n", "\n") : text.replace("\n", "\r\n"));
            case 1 -> tried(reindented());
            case 2 -> tried(requoted());
            default -> blankLines();
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
            if (YamlValues.same(before.events(), after.events())
                    && after.comments().size() >= before.comments().size()) {
                text = changed;
            }
        } catch (DocumentException e) {
            // Not everything can be written everywhere.
        }
    }

    private void blankLines() {
        for (int line : entryLines()) {
            if (random.nextInt(4) == 0 && line < text.length()) {
                tried(text.substring(0, line) + "\n" + text.substring(line));
            }
        }
    }

    private String reindented() {
        StringBuilder changed = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            int spaces = 0;
            while (spaces < line.length() && line.charAt(spaces) == ' ') {
                spaces++;
            }
            changed.append(" ".repeat(spaces)).append(line);
        }
        return changed.toString();
    }

    private String requoted() {
        StringBuilder changed = new StringBuilder(text);
        List<YamlNode> scalars = new ArrayList<>();
        YamlDocument.parse(text).roots().forEach(root -> collect(root, scalars));
        for (int i = scalars.size() - 1; i >= 0; i--) {
            YamlNode node = scalars.get(i);
            String value = node.event().value();
            boolean simple = value.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '\'' && c != '"' && c != '\\');
            char quote = node.event().style() == YamlEvent.Style.SINGLE_QUOTED
                    ? '"'
                    : node.event().style() == YamlEvent.Style.DOUBLE_QUOTED ? '\'' : 0;
            if (simple && quote != 0) {
                changed.replace(node.contentStart(), node.end(), quote + value + quote);
            }
        }
        return changed.toString();
    }

    private static void collect(YamlNode node, List<YamlNode> scalars) {
        if (node instanceof YamlNode.YamlScalar) {
            scalars.add(node);
        }
        for (YamlEntry entry : node.entries()) {
            if (entry.keyNode() instanceof YamlNode.YamlScalar key) {
                scalars.add(key);
            }
            collect(entry.value(), scalars);
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
