package dev.aicli.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @Test
    void numbersCompareAsNumbersOfAnyLength() {
        assertThat(sorted("10", "2", "018.1", "18", "20250801120000", "123456789012345678901234567890", "0"))
                .containsExactly("0", "2", "10", "18", "18.1", "20250801120000", "123456789012345678901234567890");
    }

    private static List<String> sorted(String... versions) {
        return Stream.of(versions)
                .map(NumericVersion::of)
                .sorted()
                .map(NumericVersion::text)
                .toList();
    }

    @Test
    void leadingZerosCarryNoMeaning() {
        assertThat(NumericVersion.of("003")).isEqualTo(NumericVersion.of("3")).hasToString("3");
        assertThat(NumericVersion.of("000")).hasToString("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1a", "1.", ".1", "1..2", "-1", "1_2", " 1"})
    void whatIsNoNumberIsNoNumericVersion(String text) {
        assertThat(NumericVersion.parse(text)).isEmpty();
    }

    @Test
    void semanticVersionsFollowTheRulesOfPrecedence() {
        assertThat(Stream.of("1.0.0", "1.0.0-rc.1", "1.0.0-alpha", "1.0.0-alpha.1", "1.10.0", "1.9.0")
                        .map(SemanticVersion::of)
                        .sorted()
                        .map(SemanticVersion::text))
                .containsExactly("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-rc.1", "1.0.0", "1.9.0", "1.10.0");
    }

    @Test
    void buildMetadataIsIgnored() {
        assertThat(SemanticVersion.of("1.0.0+a"))
                .isEqualTo(SemanticVersion.of("1.0.0+b"))
                .hasToString("1.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0.0", "latest"})
    void whatIsNotStrictlySemanticIsRefused(String text) {
        assertThat(SemanticVersion.parse(text)).isEmpty();
    }

    @Test
    void versionsOfDifferentKindsAreNeverCompared() {
        assertThatThrownBy(() -> NumericVersion.of("1").compareTo(SemanticVersion.of("1.0.0")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
