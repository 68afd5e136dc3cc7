package dev.aicli.migrate.config.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDifferenceTest {
    private static List<String> without(List<String> lines, BitSet gone) {
        return IntStream.range(0, lines.size())
                .filter(line -> !gone.get(line))
                .mapToObj(lines::get)
                .toList();
    }

    private static LineDifference checked(List<String> before, List<String> after) {
        LineDifference difference = LineDifference.between(before, after);
        assertThat(without(before, difference.removed())).isEqualTo(without(after, difference.added()));
        return difference;
    }

    @Test
    void whatNeitherWentNorCameIsTheSame() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            List<String> before = new ArrayList<>();
            int lines = random.nextInt(20);
            for (int line = 0; line < lines; line++) {
                before.add(String.valueOf(random.nextInt(8)));
            }
            List<String> after = new ArrayList<>(before);
            for (int edit = random.nextInt(5); edit > 0 && !after.isEmpty(); edit--) {
                int line = random.nextInt(after.size());
                switch (random.nextInt(3)) {
                    case 0 -> after.remove(line);
                    case 1 -> after.add(line, String.valueOf(random.nextInt(8)));
                    default -> after.set(line, "new");
                }
            }

            LineDifference difference = checked(before, after);

            assertThat(difference.removed().cardinality()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void equalTextsDoNotDiffer() {
        LineDifference difference = checked(List.of("a", "b"), List.of("a", "b"));

        assertThat(difference.removed().isEmpty() && difference.added().isEmpty())
                .isTrue();
    }

    @Test
    void twoEditsFarApartAreTwo() {
        List<String> before =
                IntStream.range(0, 100_000).mapToObj(String::valueOf).toList();
        List<String> after = new ArrayList<>(before);
        after.set(10, "ten");
        after.remove(99_000);

        LineDifference difference = checked(before, after);

        assertThat(difference.removed().stream()).containsExactly(10, 99_000);
        assertThat(difference.added().stream()).containsExactly(10);
    }

    @Test
    void whatHasLittleInCommonHasChangedAsAWhole() {
        List<String> before =
                IntStream.range(0, 50_000).mapToObj(String::valueOf).toList();
        List<String> after = new ArrayList<>(
                IntStream.range(40_000, 90_000).mapToObj(String::valueOf).toList());
        Collections.shuffle(after, new Random(3));

        LineDifference difference = checked(before, after);

        assertThat(difference.removed().cardinality()).isEqualTo(50_000);
    }
}
