package dev.aicli.migrate.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aicli.migrate.model.SemanticVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            1.2.3                ; 1.2.3                    ; 1.2.4 1.2.2
            =1.2.3               ; 1.2.3                    ; 1.2.4
            >=1.0.0 <2.0.0       ; 1.0.0 1.9.9              ; 0.9.9 2.0.0
            >= 1.0.0  < 2.0.0    ; 1.0.0 1.9.9              ; 0.9.9 2.0.0
            >1.0.0 <=2.0.0       ; 1.0.1 2.0.0              ; 1.0.0 2.0.1
            1.x                  ; 1.0.0 1.99.0             ; 0.9.0 2.0.0
            1.2.x                ; 1.2.0 1.2.9              ; 1.1.9 1.3.0
            ^1.2.3               ; 1.2.3 1.9.0              ; 1.2.2 2.0.0
            ^0.2.3               ; 0.2.3 0.2.9              ; 0.3.0 0.2.2
            ^0.0.3               ; 0.0.3                    ; 0.0.4
            ~1.2.3               ; 1.2.3 1.2.9              ; 1.3.0 1.2.2
            1.0.x || ^2.1.0      ; 1.0.5 2.3.0              ; 1.1.0 2.0.9
            1.0.0||1.1.0         ; 1.0.0 1.1.0              ; 1.0.1
            <2.0.0               ; 1.9.9                    ; 2.0.0-rc.1 1.0.0-beta
            >=2.0.0-rc.1 <2.1.0  ; 2.0.0-rc.1 2.0.0-rc.2 2.0.0 ; 2.0.0-beta 2.1.0-rc.1
            """)
    void containsWhatItSays(String range, String inside, String outside) throws RangeSyntaxException {
        VersionRange parsed = VersionRange.parse(range);

        assertThat(inside.split(" ", -1))
                .allSatisfy(version ->
                        assertThat(parsed.contains(SemanticVersion.of(version))).isTrue());
        assertThat(outside.split(" ", -1))
                .allSatisfy(version ->
                        assertThat(parsed.contains(SemanticVersion.of(version))).isFalse());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ``                 ; 1  ; a version is missing
            latest             ; 1  ; 'latest' is no version
            *                  ; 1  ; '*' is no version
            x                  ; 1  ; 'x' is no version
            [1.0,2.0)          ; 1  ; '[1.0,2.0)' is no version
            >=1.0.0, <2.0.0    ; 3  ; '1.0.0,' is no version
            >=1.0.0 - 2.0.0    ; 9  ; '-' is no version
            >=1.0.0<2.0.0      ; 8  ; a blank is missing after '>=1.0.0'
            >=1.0              ; 3  ; '1.0' is no version
            ^1.x               ; 2  ; '^' needs a whole version, not '1.x'
            1.x.3              ; 1  ; '1.x.3' is no version
            01.0.0             ; 1  ; '01.0.0' is no version
            v1.0.0             ; 1  ; 'v1.0.0' is no version
            1.0.0+build        ; 1  ; '1.0.0+build' is no version
            1.0.0 ||           ; 9  ; a version is missing
            `|| 1.0.0`         ; 1  ; a version is missing
            1.0.0 | 2.0.0      ; 7  ; '|' does not belong here
            >> 1.0.0           ; 2  ; a version is missing
            !=1.0.0            ; 1  ; '!' is no version
            """)
    void refusesEverythingElseWithItsColumn(String range, int column, String message) {
        assertThatThrownBy(() -> VersionRange.parse(range))
                .isInstanceOfSatisfying(RangeSyntaxException.class, refusal -> {
                    assertThat(refusal).hasMessageStartingWith(message);
                    assertThat(refusal.column()).isEqualTo(column);
                });
    }
}
