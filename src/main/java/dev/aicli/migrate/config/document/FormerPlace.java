package dev.aicli.migrate.config.document;

import java.util.BitSet;
import java.util.List;

/**
 * Where something that stands in a text stood in a former one, line by line; how far a line is indented does not
 * matter.
 *
 * @param position in the former text
 * @param exact whether the former text has the line; else the position is that of the nearest line above that it has
 */
public record FormerPlace(TextPosition position, boolean exact) {
    private static final String REMARK = " (in what was written there before; the place is the nearest line above it)";

    /** {@return the place that a position of the later text has in the former one} */
    public static FormerPlace of(String former, String later, TextPosition position) {
        if (former.equals(later) || position.equals(TextPosition.START)) {
            return new FormerPlace(position, true);
        }
        List<String> before = former.lines().toList();
        List<String> after = later.lines().toList();
        LineDifference difference = LineDifference.between(
                before.stream().map(String::strip).toList(),
                after.stream().map(String::strip).toList());
        int line = Math.min(position.line(), after.size()) - 1;
        for (int above = line; above >= 0; above--) {
            int found = difference.added().get(above)
                    ? moved(before, difference.removed(), after, difference.added(), above)
                    : counterpart(difference, above);
            if (found >= 0 && above == line) {
                int shift = indentation(before.get(found)) - indentation(after.get(above));
                return new FormerPlace(new TextPosition(found + 1, Math.max(1, position.column() + shift)), true);
            }
            if (found >= 0 && !before.get(found).isBlank()) {
                return new FormerPlace(new TextPosition(found + 1, 1 + indentation(before.get(found))), false);
            }
        }
        return new FormerPlace(TextPosition.START, false);
    }

    /** {@return what is said of something at this place} */
    public String told(String text) {
        return exact || text.endsWith(REMARK) ? text : text + REMARK;
    }

    private static int counterpart(LineDifference difference, int line) {
        int rank = line - difference.added().get(0, line).cardinality();
        int former = -1;
        for (int i = 0; i <= rank; i++) {
            former = difference.removed().nextClearBit(former + 1);
        }
        return former;
    }

    /** {@return the one line that went, and came again elsewhere; negative when there is no such one} */
    private static int moved(List<String> before, BitSet removed, List<String> after, BitSet added, int line) {
        String wanted = after.get(line).strip();
        int former = only(before, removed, wanted);
        return former >= 0 && only(after, added, wanted) == line ? former : -1;
    }

    private static int only(List<String> lines, BitSet among, String wanted) {
        int found = -1;
        for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
            if (lines.get(i).strip().equals(wanted)) {
                if (found >= 0 || wanted.isEmpty()) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }
}
