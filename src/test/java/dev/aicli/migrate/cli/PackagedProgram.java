package dev.aicli.migrate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program that the build made, the jar or the native binary, run as a process of its own. */
public final class PackagedProgram {
    /** Ends what hangs; a first build by the launcher on a busy machine takes minutes. */
    private static final long TIME_LIMIT_SECONDS = 600;

    /** Hundreds of processes are started: as the launcher does, they leave out what takes long at a start. */
    private static final List<String> QUICK_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:disable");

    private static final String ARCHIVE_OPTION = "-XX:SharedArchiveFile=";

    private static boolean triedToArchive;

    private PackagedProgram() {}

    /** What a process that has ended left behind. */
    public record Result(int exitCode, String output, String error) {}

    /** Runs the program in {@code directory} with {@code environment} added to our own. */
    public static Result run(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(List.of(), directory, environment, arguments);
    }

    /** As {@link #run(Path, Map, String...)}, with options such as {@code -Dname=value} before the arguments. */
    public static Result run(List<String> options, Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = command(options);
        command.addAll(List.of(arguments));
        return runCommand(command, directory, environment);
    }

    /** Starts the program and does not wait; what it prints is thrown away. */
    public static Process start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = command(List.of());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A process that goes on, and the files that its output goes to. */
    public record Running(Process process, Path output, Path error) {
        /** Waits for the end. */
        public Result result() throws IOException, InterruptedException {
            try {
                if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("still running after " + TIME_LIMIT_SECONDS + " s");
                }
                return new Result(process.exitValue(), Files.readString(output, UTF_8), Files.readString(error, UTF_8));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** Starts the program, with its output in files of {@code directory}. */
    public static Running startRecorded(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        // A shell without job control starts what it puts into the background with SIGINT ignored, and so would we.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(command(List.of()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(directory, "running", ".out");
        Path error = Files.createTempFile(directory, "running", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), output, error);
    }

    /** {@return the words that call the program, for a shell to read} */
    public static String shellCommand() throws IOException {
        // With its standard streams closed, a virtual machine would take the archive's file for one of them.
        return command(List.of()).stream()
                .filter(word -> !word.startsWith(ARCHIVE_OPTION))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    /** Runs any command to its end. */
    public static Result runCommand(List<String> command, Path directory, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("aicli-web", ".out");
        Path error = Files.createTempFile("aicli-web", ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running after " + TIME_LIMIT_SECONDS + " s: " + command);
            }
            return new Result(process.exitValue(), Files.readString(output, UTF_8), Files.readString(error, UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
            Files.delete(error);
        }
    }

    private static List<String> command(List<String> options) throws IOException {
        Properties artifact = new Properties();
        try (InputStream properties = Files.newInputStream(Path.of("target", "quarkus-artifact.properties"))) {
            artifact.load(properties);
        }
        String path =
                Path.of("target", artifact.getProperty("path")).toAbsolutePath().toString();
        List<String> command = new ArrayList<>();
        if (artifact.getProperty("type").startsWith("native")) {
            command.add(path);
            command.addAll(options);
        } else {
            command.add(java());
            command.addAll(QUICK_START);
            archive(Path.of(path)).ifPresent(archive -> command.add(ARCHIVE_OPTION + archive));
            command.addAll(options);
            command.addAll(List.of("-jar", path));
        }
        return command;
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /** {@return the jar's classes as the virtual machine keeps them, made once; empty when that does not work here} */
    private static synchronized Optional<Path> archive(Path jar) throws IOException {
        Path archive = jar.resolveSibling("packaged-program.jsa");
        if (triedToArchive) {
            return Optional.of(archive).filter(Files::exists);
        }
        triedToArchive = true;
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory("aicli-web-archive");
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(QUICK_START);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString(), "history"));
        command.addAll(List.of("--database-url", "sqlite:" + folder.resolve("a.db")));
        try {
            runCommand(command, folder, Map.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolve("a.db"));
        return Optional.of(archive).filter(Files::exists);
    }
}
