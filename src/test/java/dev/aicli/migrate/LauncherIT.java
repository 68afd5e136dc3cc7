package dev.aicli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.cli.PackagedProgram;
import dev.aicli.migrate.cli.PackagedProgram.Result;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a copy of the checkout that was never built: fifty users start it at once before anything else. */
class LauncherIT {
    private static final int USERS = 50;

    @TempDir
    static Path folder;

    private static Path checkout;
    private static List<Result> firstStarts;

    @BeforeAll
    static void fiftyUsersStartAtOnce() throws Exception {
        // A name that an unquoted expansion would trip over.
        checkout = copyCheckout(folder.resolve("somebody's*$HOME"));
        ExecutorService users = Executors.newFixedThreadPool(USERS);
        try {
            List<Future<Result>> starts = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                starts.add(users.submit(() -> launch(folder, Map.of(), "--version")));
            }
            firstStarts = new ArrayList<>();
            for (Future<Result> start : starts) {
                firstStarts.add(start.get());
            }
        } finally {
            users.shutdownNow();
        }
    }

    @Test
    void everyOneOfThemGetsTheProgram() throws Exception {
        Result program = PackagedProgram.run(folder, Map.of(), "--version");

        assertThat(firstStarts).hasSize(USERS).allSatisfy(start -> {
            assertThat(start.exitCode()).as(start.error()).isZero();
            assertThat(start.output()).isEqualTo(program.output());
        });
    }

    @Test
    void onlyOneOfThemBuilds() {
        assertThat(firstStarts)
                .filteredOn(start -> start.error().contains("aicli-web: building the program"))
                .hasSize(1);
    }

    @Test
    void aLaterStartSaysNothingOfItsOwn() throws Exception {
        Result start = launch(folder, Map.of(), "--version");

        assertThat(start.error()).isEmpty();
    }

    @Test
    void aLaterStartUsesTheClassArchive() throws Exception {
        Path log = folder.resolve("classes.log");

        launch(folder, Map.of("AICLI_JAVA_OPTS", "-Xlog:class+load:file=" + log), "--version");

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains(" dev.aicli.migrate.") && !line.contains("$$Lambda"))
                .isNotEmpty()
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    @Test
    void exitCodesAreThoseOfTheProgram() throws Exception {
        Result program = PackagedProgram.run(folder, Map.of(), "--no-such-option");

        Result start = launch(folder, Map.of(), "--no-such-option");

        assertThat(program.exitCode()).isNotZero();
        assertThat(start).isEqualTo(program);
    }

    @Test
    void runsThroughSymbolicLinks() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("bin"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), checkout.resolve("aicli-web"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));

        Result start = PackagedProgram.runCommand(List.of(relative.toString(), "--version"), folder, Map.of());

        assertThat(absolute).isSymbolicLink();
        assertThat(start).isEqualTo(launch(folder, Map.of(), "--version"));
    }

    @Test
    void readsRelativePathsFromWhereTheUserIs() throws Exception {
        Path project = project(folder.resolve("relative"));

        Result start = launch(project.getParent(), Map.of(), "migrate", "up", "--project", "relative/aicli.yml");

        assertThat(start.exitCode()).as(start.error()).isZero();
        assertThat(project.resolve("app.db")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8"})
    void readsAndWritesUtf8WhateverTheLocale(String locale) throws Exception {
        Path project = project(folder.resolve("größe 日本 " + locale));

        Result start = launch(
                folder,
                Map.of("LC_ALL", locale),
                "migrate",
                "up",
                "--project",
                project.resolve("aicli.yml").toString());

        assertThat(start.exitCode()).as(start.error()).isZero();
        assertThat(start.output()).contains("grüße an 日本");
    }

    @Test
    void isNotMisledByAnOlderJava() throws Exception {
        Path older = fakeJava(folder.resolve("jdk-11"), "11.0.2");

        Result start = launch(folder, Map.of("JAVA_HOME", older.toString()), "--version");

        assertThat(start).isEqualTo(firstStartWithoutMessages());
    }

    @Test
    void buildsAgainWhenASourceIsNewerAndShowsWhyItFailed() throws Exception {
        Path changed = copyCheckout(folder.resolve("a changed copy"));
        Path launcherFolder = Files.createDirectories(changed.resolve("target/launcher"));
        Files.copy(checkout.resolve("target/launcher/aicli-web.jar"), launcherFolder.resolve("aicli-web.jar"));
        Path stamp = Files.createFile(launcherFolder.resolve("built"));
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.EPOCH));
        Path broken = Files.createDirectory(folder.resolve("broken"));
        script(broken.resolve("mvn"), "echo '[ERROR] this Maven is broken'; exit 1");

        Result start = PackagedProgram.runCommand(
                List.of(changed.resolve("aicli-web").toString(), "--version"),
                folder,
                Map.of("PATH", broken + ":" + System.getenv("PATH")));

        assertThat(start.exitCode()).isEqualTo(126);
        assertThat(start.output()).isEmpty();
        assertThat(start.error())
                .contains("this Maven is broken")
                .contains("the build failed")
                .contains("build.log");
    }

    private static Path project(Path directory) throws IOException {
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(migrations.resolve("1_grüße_an_日本.up.sql"), "CREATE TABLE grüße (id INTEGER);");
        Files.writeString(directory.resolve("aicli.yml"), "database: {url: 'sqlite:app.db'}\nmigrations: migrations\n");
        return directory;
    }

    private static Result firstStartWithoutMessages() {
        Result first = firstStarts.get(0);
        return new Result(first.exitCode(), first.output(), "");
    }

    private static Result launch(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(directory.relativize(checkout.resolve("aicli-web")).toString());
        command.addAll(List.of(arguments));
        return PackagedProgram.runCommand(command, directory, environment);
    }

    /** What a fresh clone has, and nothing that was ever built. */
    private static Path copyCheckout(Path target) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        List<Path> parts = Stream.of("aicli-web", "launcher", "pom.xml", ".mvn", "src/main")
                .map(here::resolve)
                .toList();
        for (Path part : parts) {
            Files.walkFileTree(part, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path copy = target.resolve(here.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        Files.setPosixFilePermissions(target.resolve("aicli-web"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return target;
    }

    private static Path fakeJava(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "echo 'an old Java was started' >&2; exit 99");
        script(home.resolve("bin/javac"), "exit 99");
        return home;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
