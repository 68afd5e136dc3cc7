package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.output.Terminal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
            Terminal terminal = Terminal.ofProcess(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err));
            return new Program(
                            System.getenv(),
                            Path.of(""),
                            Path.of(System.getProperty("user.home", "")),
                            System.getProperty("user.name", ""),
                            terminal)
                    .run(args);
        }

        /** Buffered, since JSON comes in small pieces; whoever writes a line flushes. */
        private static PrintStream stream(FileDescriptor descriptor) {
            return new PrintStream(
                    new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
        }
    }
}
