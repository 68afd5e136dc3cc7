package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One hook on its way, in a session of its own where the system has {@code setsid}: then a small shell script beside it
 * ends the whole session when we are gone, also when we were killed.
 */
final class HookProcess {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long LAST_OUTPUT_MILLIS = 500;
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    /** The first line of the input is the hook's; its end means that whoever wrote it is gone. */
    private static final String GUARD = """
            IFS= read -r json
            exec 3<&0
            printf '%s\\n' "$json" | setsid "$@" &
            hook=$!
            { cat <&3; kill -TERM -$hook; sleep 5; kill -KILL -$hook; } >/dev/null 2>&1 &
            guard=$!
            exec 3<&-
            wait $hook
            status=$?
            kill $guard 2>/dev/null
            exit $status
            """;

    private final Hook hook;
    private final Path directory;
    private final Map<String, String> variables;
    private final Optional<Consumer<String>> errors;

    /** One whose errors are told among its output, in the order in which it prints them. */
    HookProcess(Hook hook, Path directory, Map<String, String> variables) {
        this(hook, directory, variables, Optional.empty());
    }

    /** One whose errors are told apart from its output. */
    HookProcess(Hook hook, Path directory, Map<String, String> variables, Consumer<String> errors) {
        this(hook, directory, variables, Optional.of(errors));
    }

    private HookProcess(Hook hook, Path directory, Map<String, String> variables, Optional<Consumer<String>> errors) {
        this.hook = hook;
        this.directory = directory;
        this.variables = variables;
        this.errors = errors;
    }

    /**
     * Runs it to its end.
     *
     * @param lines hears what it prints, line by line
     * @return what went wrong; empty when it ended with status 0
     */
    Optional<String> run(String json, Consumer<String> lines, Cancellation cancellation) {
        boolean guarded = SETSID.stream().anyMatch(Files::isExecutable);
        Process process;
        try {
            process = start(guarded);
        } catch (IOException e) {
            return Optional.of("cannot be started: " + e.getMessage());
        }
        List<Thread> relays = new ArrayList<>(List.of(relay(process.getInputStream(), lines)));
        errors.ifPresent(listener -> relays.add(relay(process.getErrorStream(), listener)));
        try (Cancellation.Registration registered =
                cancellation.onCancel(() -> ProcessTree.end(process, Duration.ofSeconds(1)))) {
            OutputStream stdin = process.getOutputStream();
            say(stdin, json);
            if (!guarded) {
                stdin.close();
            }
            boolean ended = process.waitFor(hook.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                ProcessTree.end(process, GRACE);
                return Optional.of(
                        "took longer than its time limit of " + hook.timeout().toSeconds() + " s and was ended");
            }
            // A process that it left in the background may hold its output open for ever.
            for (Thread relay : relays) {
                relay.join(LAST_OUTPUT_MILLIS);
            }
            int status = process.exitValue();
            cancellation.check();
            return status == 0 ? Optional.empty() : Optional.of("failed with status " + status);
        } catch (IOException e) {
            return Optional.of("cannot be told what happens: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("was interrupted");
        } finally {
            ProcessTree.end(process, GRACE);
            close(process.getOutputStream());
        }
    }

    private Process start(boolean guarded) throws IOException {
        List<String> command = new ArrayList<>();
        if (guarded) {
            requireExecutable(hook.words().get(0));
            command.addAll(List.of("/bin/sh", "-c", GUARD, "aicli-hook"));
        }
        command.addAll(hook.words());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(errors.isEmpty());
        if (variables.containsKey("PGHOST")) {
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        }
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Behind the guard, a program that is not there would be one more failed command of a shell. */
    private void requireExecutable(String program) throws IOException {
        boolean isPath = program.contains("/");
        if (isPath && !Files.isExecutable(directory.resolve(program))) {
            throw new IOException("there is no executable file " + directory.resolve(program));
        }
        boolean found = isPath
                || List.of(String.valueOf(System.getenv("PATH")).split(":", -1)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
        if (!found) {
            throw new IOException("there is no program " + program + " on PATH");
        }
    }

    /** A hook need not read its input. */
    private static void say(OutputStream stdin, String json) {
        try {
            stdin.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            // It has ended or has closed its input.
        }
    }

    private static Thread relay(InputStream stream, Consumer<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader text =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        @Nullable String line = text.readLine();
                        while (line != null) {
                            lines.accept(line);
                            line = text.readLine();
                        }
                    } catch (IOException e) {
                        // It was ended.
                    }
                },
                "hook-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void close(OutputStream stdin) {
        try {
            stdin.close();
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }
}
