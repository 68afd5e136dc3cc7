package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files in {@code deploy} are YAML, and every call of aicli-web in them is one that the program understands. */
class DeploymentsTest {
    private static final Pattern CALL = Pattern.compile("(?m)^\\s*(?:- )?(?:run: )?aicli-web ([^|\\n]*)");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("deploy"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Object> documents(Path file) {
        try {
            List<Object> documents = new ArrayList<>();
            new Load(LoadSettings.builder().setLabel(file.toString()).build())
                    .loadAllFromString(Files.readString(file))
                    .forEach(documents::add);
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the calls in a file: words after the program's name} */
    private static List<List<String>> calls(Path file) throws IOException {
        List<List<String>> calls = new ArrayList<>();
        documents(file).forEach(document -> collect(document, calls));
        Matcher scripts = CALL.matcher(Files.readString(file));
        while (scripts.find()) {
            calls.add(words(scripts.group(1)));
        }
        return calls;
    }

    private static List<String> words(String line) {
        return Stream.of(line.strip().split(" +", -1))
                .map(word -> word.replaceAll("^\"|\"$", ""))
                .map(DeploymentsTest::valued)
                .toList();
    }

    /** What a variable stands for when it is set as the examples say. */
    private static String valued(String word) {
        return word.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1").replace("$RELEASE", "2.0.0");
    }

    /** Containers of aicli-web's image, or of one built upon it, are given arguments alone. */
    private static void collect(Object node, List<List<String>> calls) {
        if (node instanceof Map<?, ?> map) {
            String image = String.valueOf(map.get("image"));
            if (image.contains("aicli-web") || image.contains("-migrations:")) {
                Object arguments = map.containsKey("args") ? map.get("args") : map.get("command");
                assertThat(arguments).as(image).isInstanceOf(List.class);
                calls.add(((List<?>) Objects.requireNonNull(arguments))
                        .stream().map(word -> valued(String.valueOf(word))).toList());
            }
            map.values().forEach(value -> collect(value, calls));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, calls));
        }
    }

    private static void understood(List<String> arguments) {
        assertThatCode(() -> new CommandTree().parserFor(arguments).parseArgs(arguments.toArray(String[]::new)))
                .as("aicli-web " + String.join(" ", arguments))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsYamlAndCallsCommandsThatThereAre(Path file) throws IOException {
        assertThat(documents(file))
                .isNotEmpty()
                .allSatisfy(document -> assertThat(document).isInstanceOf(Map.class));
        assertThat(calls(file)).isNotEmpty().allSatisfy(DeploymentsTest::understood);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/ci.md", "docs/containers.md"})
    void whatTheDocumentsShowIsInTheFilesAndIsUnderstood(String document) throws IOException {
        String text = Files.readString(Path.of(document));
        List<String> deployed = new ArrayList<>();
        for (Path file : files()) {
            deployed.add(Files.readString(file));
        }
        Matcher yaml = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(text);
        int blocks = 0;
        while (yaml.find()) {
            String block = yaml.group(1);
            assertThat(deployed).as(block).anySatisfy(file -> assertThat(file).contains(block));
            blocks++;
        }
        assertThat(blocks).isPositive();
        Matcher shell = Pattern.compile("(?s)```sh\n(.*?)```").matcher(text);
        while (shell.find()) {
            Matcher calls = CALL.matcher(shell.group(1));
            while (calls.find()) {
                understood(words(calls.group(1)));
            }
        }
        Matcher inTables =
                Pattern.compile("`((?:upgrade|check-compatibility) --[^`]*)`").matcher(text);
        while (inTables.find()) {
            understood(words(inTables.group(1)));
        }
    }

    @Test
    void theDocumentsNameEveryFile() throws IOException {
        String text = Files.readString(Path.of("docs", "ci.md")) + Files.readString(Path.of("docs", "containers.md"));

        assertThat(files()).allSatisfy(file -> assertThat(text).contains("(../" + file + ")"));
    }
}
