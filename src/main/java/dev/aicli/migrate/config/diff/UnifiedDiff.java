package dev.aicli.migrate.config.diff;

import dev.aicli.migrate.config.document.LineDifference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The unified format of {@code diff -u}, which people and tools read. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<String> before;
    private final List<String> after;
    private final List<String> shownBefore;
    private final List<String> shownAfter;
    private final LineDifference difference;

    private UnifiedDiff(MaskedText before, MaskedText after) {
        this.before = before.lines();
        this.after = after.lines();
        this.shownBefore = before.shown();
        this.shownAfter = after.shown();
        this.difference = LineDifference.between(this.before, this.after);
    }

    /**
     * {@return the difference between two versions of a file, line by line, secrets masked; empty when there is none}
     */
    public static List<String> between(String file, MaskedText before, MaskedText after) {
        UnifiedDiff diff = new UnifiedDiff(before, after);
        List<String> lines = new ArrayList<>();
        if (diff.difference.removed().isEmpty() && diff.difference.added().isEmpty()) {
            return lines;
        }
        lines.add("--- " + file);
        lines.add("+++ " + file);
        diff.hunks(lines);
        return lines;
    }

    /** A line of the result: what was, what is, or both. */
    private record Line(char sign, int before, int after) {}

    private void hunks(List<String> lines) {
        List<Line> script = script();
        BitSet shown = new BitSet();
        for (int i = 0; i < script.size(); i++) {
            if (script.get(i).sign() != ' ') {
                shown.set(Math.max(0, i - CONTEXT), Math.min(script.size(), i + CONTEXT + 1));
            }
        }
        for (int from = shown.nextSetBit(0); from >= 0; ) {
            int to = shown.nextClearBit(from);
            hunk(script.subList(from, to), lines);
            from = shown.nextSetBit(to);
        }
    }

    private List<Line> script() {
        List<Line> script = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && difference.removed().get(i)) {
                script.add(new Line('-', i++, j));
            } else if (j < after.size() && difference.added().get(j)) {
                script.add(new Line('+', i, j++));
            } else {
                script.add(new Line(' ', i++, j++));
            }
        }
        return script;
    }

    private void hunk(List<Line> hunk, List<String> lines) {
        Line first = hunk.get(0);
        long removed = hunk.stream().filter(line -> line.sign() != '+').count();
        long added = hunk.stream().filter(line -> line.sign() != '-').count();
        lines.add("@@ -" + range(first.before(), removed) + " +" + range(first.after(), added) + " @@");
        for (Line line : hunk) {
            boolean old = line.sign() == '-';
            String text = old ? shownBefore.get(line.before()) : shownAfter.get(line.after());
            lines.add(line.sign() + withoutBreak(text));
            boolean last = old ? line.before() == before.size() - 1 : line.after() == after.size() - 1;
            if (last && !text.endsWith("\n")) {
                lines.add("\\ No newline at end of file");
            }
        }
    }

    private static String range(int start, long count) {
        return count == 0 ? start + ",0" : (start + 1) + (count == 1 ? "" : "," + count);
    }

    private static String withoutBreak(String line) {
        return line.replaceFirst("\r?\n$", "");
    }
}
