package dev.aicli.migrate.release.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeTest {
    private static final Path PAGES = Path.of("docs", "compatibility");

    @ParameterizedTest
    @EnumSource
    void everyRuleHasItsPage(Code code) throws IOException {
        assertThat(Files.readString(PAGES.resolve(code + ".md"))).startsWith("# " + code + "\n");
        assertThat(Files.readString(PAGES.resolve("README.md"))).contains("[" + code + "](" + code + ".md)");
    }

    @Test
    void everyPageIsThatOfARule() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .hasSize(Code.values().length);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PostgreSQL 15.4 (Debian 15.4-1)          | 15.4.0
            PostgreSQL 18beta1                       | 18.0.0
            SQLite 3.46.1                            | 3.46.1
            pg_dump (PostgreSQL) 15.18               | 15.18.0
            v20.11.0                                 | 20.11.0
            Docker version 24.0.7, build afdb53b     | 24.0.7
            openjdk 17.0.15 2025-04-15               | 17.0.15
            tool built 2025-04-15, version 1.2       | 1.2.0
            Ubuntu 24.04                             | 24.4.0
            psql 9                                   | 9.0.0
            """)
    void readsVersionsAsProgramsPrintThem(String text, String version) {
        assertThat(LooseVersion.in(text)).hasToString("Optional[" + version + "]");
    }

    @ParameterizedTest
    @CsvSource({"999, 999 ms", "1000, 1 s", "61000, 1 min", "3600000, 1 h", "5400000, 1 h 30 min"})
    void saysHowLongSomethingTook(long millis, String text) {
        assertThat(Age.text(millis)).isEqualTo(text);
    }
}
