package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.Script;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The checksums of the bytes of scripts, of which every one is read. */
public final class ByteChecksums {
    /** From so many files on it pays to start further threads. */
    private static final int MANY = 500;

    private ByteChecksums() {}

    /** {@return the script's checksum as it is now; empty when it cannot be read} */
    public static Optional<String> of(Script script) {
        try {
            return Optional.of(script.byteChecksum());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return the checksums of scripts as they are now, in their order} Many are read by all processors. */
    public static List<Optional<String>> of(List<Script> scripts) {
        Stream<Script> stream = scripts.size() < MANY ? scripts.stream() : scripts.parallelStream();
        return stream.map(ByteChecksums::of).toList();
    }
}
