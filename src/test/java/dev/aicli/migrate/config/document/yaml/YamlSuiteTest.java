package dev.aicli.migrate.config.document.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.config.document.DocumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Cases in the layout of yaml-test-suite: a folder with {@code in.yaml}, and a file {@code error} where it is invalid.
 * Another folder is walked with {@code -Daicli.yaml-suite=FOLDER}.
 */
class YamlSuiteTest {
    private static final Path OWN = Path.of("src/test/resources/config/yaml-cases");

    private static Path folder() {
        String given = System.getProperty("aicli.yaml-suite");
        return given == null ? OWN : Path.of(given);
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.walk(folder())) {
            return folders.filter(folder -> Files.exists(folder.resolve("in.yaml")))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_document_is_kept_to_the_byte_or_refused_with_its_place() throws IOException {
        return cases().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    String text = Files.readString(folder.resolve("in.yaml"));
                    boolean invalid = Files.exists(folder.resolve("error"));
                    YamlDocument document;
                    try {
                        document = YamlDocument.parse(text);
                    } catch (DocumentException e) {
                        assertThat(e.position().line()).isPositive();
                        assertThat(e.position().column()).isPositive();
                        assertThat(e.problem()).isNotBlank();
                        return;
                    }
                    assertThat(invalid).as("accepted although invalid").isFalse();
                    assertThat(new YamlEdit(document).commit().text()).isEqualTo(text);
                    assertSpans(document);
                }));
    }

    @Test
    void most_valid_cases_are_accepted() throws IOException {
        List<String> refused = new ArrayList<>();
        int valid = 0;
        for (Path folder : cases()) {
            if (Files.exists(folder.resolve("error"))) {
                continue;
            }
            valid++;
            try {
                YamlDocument.parse(read(folder));
            } catch (DocumentException e) {
                refused.add(folder.getFileName() + " " + e.position() + " " + e.problem());
            }
        }
        assertThat(refused).as("%d valid cases", valid).hasSizeLessThanOrEqualTo(valid / 6);
    }

    private static String read(Path folder) {
        try {
            return Files.readString(folder.resolve("in.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Children lie inside their parents, in order and without overlap. */
    private static void assertSpans(YamlDocument document) {
        for (YamlNode root : document.roots()) {
            assertSpans(document, root);
        }
    }

    private static void assertSpans(YamlDocument document, YamlNode node) {
        assertThat(node.start()).isLessThanOrEqualTo(node.end());
        int from = node.start();
        for (YamlEntry entry : node.entries()) {
            assertThat(entry.start()).isGreaterThanOrEqualTo(from);
            YamlNode key = entry.keyNode();
            if (key != null) {
                assertSpans(document, key);
                assertThat(key.end())
                        .isLessThanOrEqualTo(Math.max(key.end(), entry.value().start()));
            }
            assertSpans(document, entry.value());
            assertThat(entry.end()).isLessThanOrEqualTo(Math.max(node.end(), entry.end()));
            from = entry.end();
        }
        assertThat(from).isLessThanOrEqualTo(node.end());
    }
}
