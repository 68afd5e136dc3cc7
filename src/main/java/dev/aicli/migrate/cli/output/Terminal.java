package dev.aicli.migrate.cli.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The three standard streams, and which of them a person sits at. What is written is UTF-8.
 *
 * @param in answers to questions
 * @param out results
 * @param err messages
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    /** {@return the process' streams} */
    public static Terminal ofProcess(InputStream in, PrintStream out, PrintStream err) {
        return new Terminal(in, out, err, isTerminal(0), isTerminal(1), isTerminal(2));
    }

    /**
     * Java 17 only tells whether input and output are a terminal together. Linux tells of each in
     * {@code /proc/self/fd}; elsewhere {@code test -t} is asked.
     */
    private static boolean isTerminal(int descriptor) {
        String number = Integer.toString(descriptor);
        try {
            Path descriptors = Path.of("/proc/self/fd");
            if (Files.isDirectory(descriptors)) {
                String target =
                        Files.readSymbolicLink(descriptors.resolve(number)).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
            return new ProcessBuilder("test", "-t", number).inheritIO().start().waitFor() == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@return whether colours may be used on a stream, as far as the environment says} */
    public static boolean allowsColour(Map<String, String> environment) {
        String noColour = environment.getOrDefault("NO_COLOR", "");
        return noColour.isEmpty() && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
