package dev.aicli.migrate.config.document;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines went and which came between two texts, in as few changes as possible. Where more than
 * {@value #MOST_CHANGES} lines are in one text only, all between the first and the last change counts as changed: a
 * finer answer takes time in proportion to lines times changes, and nobody would read it.
 *
 * @param removed the former lines that are gone, by index
 * @param added the new lines that were not there, by index
 */
public record LineDifference(BitSet removed, BitSet added) {
    private static final int MOST_CHANGES = 2_000;

    private static final DiffAlgorithmListener NOBODY = new DiffAlgorithmListener() {
        @Override
        public void diffStart() {
            // Nobody wants to know.
        }

        @Override
        public void diffStep(int value, int max) {
            // Nobody wants to know.
        }

        @Override
        public void diffEnd() {
            // Nobody wants to know.
        }
    };

    /** {@return what makes the one list of the other} */
    public static LineDifference between(List<String> before, List<String> after) {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        LineDifference difference = new LineDifference(new BitSet(), new BitSet());
        difference.between(head, before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        return difference;
    }

    private void between(int offset, List<String> before, List<String> after) {
        if (inOneOnly(before, after) > MOST_CHANGES) {
            removed.set(offset, offset + before.size());
            added.set(offset, offset + after.size());
            return;
        }
        for (Change change : new MyersDiffWithLinearSpace<String>().computeDiff(before, after, NOBODY)) {
            removed.set(offset + change.startOriginal, offset + change.endOriginal);
            added.set(offset + change.startRevised, offset + change.endRevised);
        }
    }

    private static long inOneOnly(List<String> before, List<String> after) {
        Map<String, Integer> surplus = new HashMap<>();
        before.forEach(line -> surplus.merge(line, 1, Integer::sum));
        after.forEach(line -> surplus.merge(line, -1, Integer::sum));
        return surplus.values().stream().mapToLong(Math::abs).sum();
    }
}
