package dev.aicli.migrate.cli;

import dev.aicli.migrate.cli.output.StandardOutput;
import dev.aicli.migrate.cli.output.Terminal;
import dev.aicli.migrate.database.HomeFolder;
import dev.aicli.migrate.model.ExitCode;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The entry point of the program.
 *
 * <p>Quarkus builds the program, jar and native binary alike, with all that its extensions know of the libraries. Its
 * container is not started: no command needs a bean, and starting it would more than double the time of a short one.
 */
@QuarkusMain
// The PostgreSQL driver makes it by its name; a native image is to have it.
@RegisterForReflection(classNames = "dev.aicli.migrate.platform.postgresql.url.UnixSocketFactory")
public final class AicliWeb {
    private AicliWeb() {}

    /** Runs the command that {@code args} name and ends the process with its exit code. */
    public static void main(String... args) {
        StandardDescriptors descriptors = StandardDescriptors.occupied();
        // Drivers put numbers into their messages, which we read, as the language around us writes them.
        Locale.setDefault(Locale.ROOT);
        silenceLogging();
        StandardOutput out =
                descriptors.outputOpen() ? new StandardOutput(FileDescriptor.out) : StandardOutput.closed();
        PrintStream err = stream(new StandardOutput(FileDescriptor.err));
        InputStream in = descriptors.inputOpen() ? System.in : InputStream.nullInputStream();
        int exitCode = new Program(
                        System.getenv(),
                        Path.of(""),
                        HomeFolder.of(System.getenv()),
                        System.getProperty("user.name", ""),
                        Terminal.ofProcess(in, stream(out), err),
                        Runtime.getRuntime()::halt)
                .run(args);
        System.exit(out.fault().map(fault -> unwritten(fault, exitCode, err)).orElse(exitCode));
    }

    /**
     * What drivers log, they also throw. Looking for a place to log to takes SQLite's driver a fifth of a short
     * command's time; in a native image that was done when it was built.
     */
    private static void silenceLogging() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
            System.setProperty(SilentLogging.PROPERTY, SilentLogging.class.getName());
            System.setProperty("slf4j.internal.verbosity", "ERROR");
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        }
    }

    private static int unwritten(String fault, int exitCode, PrintStream err) {
        err.print("error: the output could not be written: " + fault + "\n");
        err.print("next: the command itself ended with exit code " + exitCode + "; see where its output goes\n");
        err.flush();
        return exitCode == ExitCode.DONE.number() ? ExitCode.USAGE.number() : exitCode;
    }

    /** Buffered, since JSON comes in small pieces; whoever writes a line flushes. */
    private static PrintStream stream(StandardOutput output) {
        return new PrintStream(new BufferedOutputStream(output), false, StandardCharsets.UTF_8);
    }
}
