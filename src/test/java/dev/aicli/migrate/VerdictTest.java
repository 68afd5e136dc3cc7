package dev.aicli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./verify} says at its end. */
class VerdictTest {
    @TempDir
    Path build;

    private String output = "";

    @BeforeEach
    void reports() throws IOException {
        Files.writeString(build.resolve("log"), "[INFO] BUILD\n");
        report("surefire", "a.FirstTest", """
                <testsuite xmlns:x="y" name="a.FirstTest" time="0.1" tests="2" errors="0" skipped="0" failures="0">
                  <testcase name="one" classname="a.FirstTest" time="0.1"/>
                  <testcase name="two" classname="a.FirstTest" time="0.1">
                    <system-out><![CDATA[an <error that is none]]></system-out>
                  </testcase>
                </testsuite>
                """);
    }

    private void report(String kind, String name, String text) throws IOException {
        Path folder = Files.createDirectories(build.resolve(kind + "-reports"));
        Files.writeString(folder.resolve("TEST-" + name + ".xml"), text);
    }

    private int verdict(int mavensExitCode) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(List.of(
                        "sh",
                        "-c",
                        ". launcher/verdict.sh; verdict \"$1\" \"$1/log\" \"$2\" 7",
                        "sh",
                        build.toString(),
                        String.valueOf(mavensExitCode)))
                .redirectErrorStream(true)
                .start();
        output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return shell.waitFor();
    }

    @Test
    void whatPassedIsCounted() throws Exception {
        assertThat(verdict(0)).isZero();
        assertThat(output).contains("verify: passed in 7 s\n").endsWith("2 passed, 0 failed\n");
    }

    @Test
    void eachTestThatFailedIsNamed() throws Exception {
        report("failsafe", "a.SecondIT", """
                <testsuite name="a.SecondIT" time="0.1" tests="3" errors="1" skipped="0" failures="1">
                  <testcase name="good" classname="a.SecondIT" time="0.1"/>
                  <testcase name="bad(String)[2]" classname="a.SecondIT" time="0.1">
                    <failure message="&lt;x>" type="E">a</failure>
                  </testcase>
                  <testcase name="worse" classname="a.SecondIT" time="0.1">
                    <error type="E">a</error>
                  </testcase>
                </testsuite>
                """);

        assertThat(verdict(1)).isEqualTo(1);
        assertThat(output)
                .contains("verify: failed: a.SecondIT#bad(String)[2]\n", "verify: failed: a.SecondIT#worse\n")
                .doesNotContain("#good", "#two")
                .endsWith("3 passed, 2 failed\n");
    }

    @Test
    void aBuildThatFailsWithoutATestNamesTheGoal() throws Exception {
        Files.writeString(
                build.resolve("log"),
                "[ERROR] Failed to execute goal com.diffplug.spotless:spotless-maven-plugin:3.11.0:check (default-cli) on"
                        + " project aicli-web: The following files had format violations:\n[ERROR]   a\n");

        assertThat(verdict(1)).isEqualTo(1);
        assertThat(output)
                .contains(
                        "verify: failed: goal com.diffplug.spotless:spotless-maven-plugin:3.11.0:check: The following")
                .contains("verify: FAILED in 7 s\n")
                .endsWith("2 passed, 1 failed\n");
    }

    @Test
    void aClassThatHungIsNamedHoweverItEnded() throws Exception {
        Files.writeString(
                Files.createDirectory(build.resolve("test-limits")).resolve("a.SlowIT"),
                "a.SlowIT#waits did not end: a.SlowIT took more than 900 s\n\nThread[main]\n");

        assertThat(verdict(0)).isEqualTo(1);
        assertThat(output).contains("verify: hung: a.SlowIT#waits did not end").endsWith("2 passed, 1 failed\n");
    }

    @Test
    void nothingAtAllIsNoSuccess() throws Exception {
        Files.delete(build.resolve("surefire-reports/TEST-a.FirstTest.xml"));

        assertThat(verdict(0)).isEqualTo(1);
        assertThat(output).contains("not one test was run").endsWith("0 passed, 1 failed\n");
    }
}
