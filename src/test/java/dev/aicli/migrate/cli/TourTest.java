package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README's tour shows is what the commands print, times and identifiers aside. */
class TourTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
    private static final String LEFT_OUT = "…";

    @TempDir
    private Path directory;

    /** A command and the lines that it is shown to print. */
    private record Shown(String command, List<String> output) {}

    private static List<Shown> commands(String block) {
        List<Shown> commands = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith("$ ")) {
                commands.add(new Shown(line.substring(2), new ArrayList<>()));
            } else {
                commands.get(commands.size() - 1).output().add(line);
            }
        }
        return commands;
    }

    private String run(String command) throws IOException, InterruptedException {
        if (command.startsWith("aicli-web ")) {
            String[] arguments = Pattern.compile("'([^']*)'|(\\S+)")
                    .matcher(command.substring("aicli-web ".length()))
                    .results()
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .toArray(String[]::new);
            Cli.Result result = new Cli(directory).run(arguments);
            return result.output() + result.error();
        }
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static Pattern pattern(List<String> lines) {
        StringBuilder pattern = new StringBuilder();
        for (String line : lines) {
            pattern.append(line.equals(LEFT_OUT) ? "(?:.*\n)*" : Pattern.quote(steady(line)) + "\n");
        }
        return Pattern.compile(pattern.toString());
    }

    private static String steady(String text) {
        return text.replaceAll("\\d{8}T\\d{9}Z-\\w{4}", "BACKUP")
                .replaceAll("\\d{8}T\\d{6}\\.\\d{3}-\\w{4}", "RUN")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d+(\\.\\d+)? [KM]iB", "SIZE")
                .replaceAll("\\d+(\\.\\d+)? m?s\\b", "DURATION")
                .replaceAll(" +", " ");
    }

    private void samples() throws IOException {
        for (String name : List.of("aicli.yml", "releases.yml", "migrations", "config-migrations")) {
            try (Stream<Path> files = Files.walk(Path.of(name))) {
                for (Path file : files.toList()) {
                    Files.copy(file, directory.resolve(file));
                }
            }
        }
        Files.copy(Path.of("examples", "config.yml"), directory.resolve("config.yml"));
        Files.copy(Path.of("examples", ".env"), directory.resolve(".env"));
    }

    private void check(String block) throws IOException, InterruptedException {
        for (Shown shown : commands(block)) {
            assertThat(steady(run(shown.command()))).as(shown.command()).matches(pattern(shown.output()));
        }
    }

    private static List<String> blocks() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    @Test
    void theFirstStepsAreAsShown() throws Exception {
        check(blocks().get(0));
        check(blocks().get(1));
    }

    @Test
    void aReleaseThereAndBackIsAsShown() throws Exception {
        samples();
        check(blocks().get(2));
        assertThat(blocks()).hasSize(3);
    }
}
