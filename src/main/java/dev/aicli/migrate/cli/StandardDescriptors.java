package dev.aicli.migrate.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The descriptors 0 to 2, which whoever starts the program may have closed ({@code >&-}). The first file or connection
 * that is opened would get such a number, and what is meant for a person would be written into it.
 */
final class StandardDescriptors {
    private static final int FIRST_OTHER = 3;
    private static final String LINUX = "/proc/self/fd";
    private static final String NOWHERE = "/dev/null";

    /** They stay open as long as the process. */
    private final List<FileInputStream> held = new ArrayList<>();

    private final boolean inputOpen;
    private final boolean outputOpen;

    private StandardDescriptors() throws IOException {
        Path descriptors = Path.of(Files.isDirectory(Path.of(LINUX)) ? LINUX : "/dev/fd");
        // Where neither is there, nobody can tell.
        boolean known = Files.isDirectory(descriptors);
        boolean[] open = new boolean[FIRST_OTHER];
        for (int number = 0; number < FIRST_OTHER; number++) {
            Path descriptor = descriptors.resolve(String.valueOf(number));
            open[number] = !known || Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS);
            if (!open[number]) {
                // The lowest number that is free is the one; what is opened for reading cannot be written to.
                held.add(new FileInputStream(NOWHERE));
            }
        }
        // A JVM opens files of its own before anything of ours runs. When Java closes a file with one of these numbers,
        // it puts /dev/null there, which takes what is written to it: so nothing was there when the numbers around it
        // are taken by the JVM's files, too.
        boolean inputTaken = isJavaFile(descriptors.resolve("0"));
        boolean outputTaken = inputTaken
                && isJavaFile(descriptors.resolve("2"))
                && target(descriptors.resolve("1")).equals(Optional.of(Path.of(NOWHERE)));
        inputOpen = open[0] && !inputTaken;
        outputOpen = open[1] && !outputTaken;
    }

    /** Takes the numbers that are free, before anything else is opened. */
    static StandardDescriptors occupied() {
        try {
            return new StandardDescriptors();
        } catch (IOException e) {
            throw new IllegalStateException(NOWHERE + " cannot be opened", e);
        }
    }

    /** {@return whether there is something to be read} */
    boolean inputOpen() {
        return inputOpen;
    }

    /** {@return whether there is something to be written to} As far as that is known before it is tried. */
    boolean outputOpen() {
        return outputOpen;
    }

    private static boolean isJavaFile(Path descriptor) {
        String classPath = System.getProperty("java.class.path", "");
        String home = System.getProperty("java.home", "");
        Optional<Path> target = home.isEmpty() ? Optional.empty() : target(descriptor);
        return target.isPresent()
                && (target.get().startsWith(Path.of(home))
                        || Arrays.stream(classPath.split(":", -1))
                                .anyMatch(jar ->
                                        target.get().endsWith(Path.of(jar).normalize())));
    }

    private static Optional<Path> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
