package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.output.StandardOutput;
import dev.aicli.migrate.cli.output.Terminal;
import dev.aicli.migrate.model.ExitCode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The entry point of the program. */
@QuarkusMain
public final class AicliWeb {
    private AicliWeb() {}

    /** Runs the command that {@code args} name and ends the process with its exit code. */
    public static void main(String... args) {
        FixedConfiguration.apply();
        Quarkus.run(Application.class, args);
    }

    /** What Quarkus runs once its container is up: the command line, and nothing else. */
    static final class Application implements QuarkusApplication {
        @Override
        public int run(String... args) {
            StandardOutput out = new StandardOutput(FileDescriptor.out);
            PrintStream err = stream(new StandardOutput(FileDescriptor.err));
            Terminal terminal = Terminal.ofProcess(System.in, stream(out), err);
            int exitCode = new Program(
                            System.getenv(),
                            Path.of(""),
                            Path.of(System.getProperty("user.home", "")),
                            System.getProperty("user.name", ""),
                            terminal)
                    .run(args);
            if (out.fault().isEmpty()) {
                return exitCode;
            }
            err.println("error: the output could not be written: " + out.fault().get());
            err.println("next: the command itself ended with exit code " + exitCode + "; see where its output goes");
            err.flush();
            return exitCode == ExitCode.DONE.number() ? ExitCode.USAGE.number() : exitCode;
        }

        /** Buffered, since JSON comes in small pieces; whoever writes a line flushes. */
        private static PrintStream stream(StandardOutput output) {
            return new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.UTF_8);
        }
    }
}
