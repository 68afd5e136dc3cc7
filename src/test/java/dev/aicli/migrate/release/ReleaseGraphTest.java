package dev.aicli.migrate.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseGraphTest {
    private static Release release(String line) {
        String[] parts = line.split(" from ", 2);
        try {
            return new Release(
                    SemanticVersion.of(parts[0]),
                    Optional.empty(),
                    Optional.empty(),
                    parts.length == 1 ? Optional.empty() : Optional.of(VersionRange.parse(parts[1])),
                    Requirements.NONE,
                    List.of(),
                    false,
                    Optional.empty(),
                    SourceLocation.of("releases.yml"));
        } catch (RangeSyntaxException e) {
            throw new IllegalArgumentException(line, e);
        }
    }

    private static String path(String installed, String wanted, String... releases) {
        ReleaseManifest manifest = new ReleaseManifest(
                "releases.yml",
                Stream.of(releases).map(ReleaseGraphTest::release).toList());
        return new ReleaseGraph(manifest)
                .path(
                        Optional.of(installed).filter(text -> !text.isEmpty()).map(SemanticVersion::of),
                        manifest.require(wanted))
                .map(way -> String.join(
                        " ", way.stream().map(step -> step.version().text()).toList()))
                .orElse("none");
    }

    /** 1.1.3 was made after 2.0.0. */
    private static final String[] TWO_LINES = {
        "1.0.0",
        "1.1.0 from 1.0.x",
        "1.1.3 from ~1.1.0",
        "2.0.0 from >=1.1.0 <2.0.0",
        "2.1.0 from ^2.0.0",
        "3.0.0 from 2.1.x",
        "3.0.1 from 3.0.x"
    };

    @ParameterizedTest
    @CsvSource({
        "1.0.0, 1.1.0, 1.1.0",
        "1.1.0, 1.1.3, 1.1.3",
        "1.1.3, 2.0.0, 2.0.0",
        "1.1.0, 2.0.0, 2.0.0",
        "1.0.0, 2.0.0, 1.1.0 2.0.0",
        "1.0.0, 3.0.1, 1.1.0 2.0.0 2.1.0 3.0.0 3.0.1",
        "2.0.0, 2.0.0, ''",
        "2.0.0, 1.1.3, none",
        "3.0.0, 2.1.0, none",
        "1.1.9, 2.0.0, 2.0.0",
        "0.9.0, 1.1.0, 1.0.0 1.1.0",
        "'', 3.0.0, 3.0.0"
    })
    void findsTheShortestWayThroughAllLines(String installed, String wanted, String way) {
        assertThat(path(installed, wanted, TWO_LINES)).isEqualTo(way);
    }

    @Test
    void stopsAtTheNewestReleaseWhereSeveralWillDo() {
        assertThat(path("1.0.0", "2.0.0", "1.0.0", "1.1.0", "1.2.0", "2.0.0 from >=1.1.0 <2.0.0"))
                .isEqualTo("1.2.0 2.0.0");
    }

    @Test
    void goesStraightWhereNoRangeSaysOtherwise() {
        assertThat(path("1.0.0", "4.0.0", "1.0.0", "2.0.0", "3.0.0", "4.0.0")).isEqualTo("4.0.0");
    }
}
