package dev.aicli.migrate.config.document;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which lines went and which came between two texts: the shortest script of E. W. Myers, "An O(ND) Difference Algorithm
 * and Its Variations" (1986). Beyond {@value #MOST_CHANGES} changed lines all between the first and the last change
 * counts as changed.
 *
 * @param removed the former lines that are gone, by index
 * @param added the new lines that were not there, by index
 */
public record LineDifference(BitSet removed, BitSet added) {
    private static final int MOST_CHANGES = 2_000;

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
        List<int[]> furthest = new ArrayList<>();
        int n = before.size();
        int m = after.size();
        int most = Math.min(n + m, MOST_CHANGES);
        int[] reach = new int[2 * most + 3];
        int middle = most + 1;
        for (int d = 0; d <= most; d++) {
            furthest.add(java.util.Arrays.copyOfRange(reach, middle - d - 1, middle + d + 2));
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
                int x = down ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                int y = x - k;
                while (x < n && y < m && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                reach[middle + k] = x;
                if (x >= n && y >= m) {
                    backtrack(offset, n, m, furthest);
                    return;
                }
            }
        }
        removed.set(offset, offset + n);
        added.set(offset, offset + m);
    }

    /** Walks back through what each round had reached. */
    private void backtrack(int offset, int n, int m, List<int[]> furthest) {
        int x = n;
        int y = m;
        for (int d = furthest.size() - 1; d > 0; d--) {
            int[] reach = furthest.get(d);
            int middle = d + 1;
            int k = x - y;
            boolean down = k == -d || (k != d && reach[middle + k - 1] < reach[middle + k + 1]);
            int formerK = down ? k + 1 : k - 1;
            int formerX = reach[middle + formerK];
            int formerY = formerX - formerK;
            if (down) {
                added.set(offset + formerY);
            } else {
                removed.set(offset + formerX);
            }
            x = formerX;
            y = formerY;
        }
    }
}
