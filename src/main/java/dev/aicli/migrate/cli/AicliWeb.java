package dev.aicli.migrate.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

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
        private final CommandLine commandLine;

        Application(CommandLine commandLine) {
            this.commandLine = commandLine;
        }

        @Override
        public int run(String... args) {
            return commandLine.execute(args);
        }
    }
}
