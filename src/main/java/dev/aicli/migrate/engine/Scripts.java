package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.SourceLocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Scripts that do not lie in a file, and what is asked of any script. */
public final class Scripts {
    private static final int LONGEST_STORED = 8 << 20;

    private Scripts() {}

    /** {@return a script whose text is at hand} */
    public static Script inMemory(String name, String text) {
        return new InMemory(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the place where a script begins} */
    public static SourceLocation place(Script script) {
        return SourceLocation.of(script.name());
    }

    /** {@return the script as a text, to be kept in history} */
    public static String text(Script script) throws IOException {
        try (InputStream in = script.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * {@return a down script as history keeps it; empty when it is too large: then it is data, and lies in its file}
     */
    public static Optional<String> stored(Script down) throws IOException {
        try (InputStream in = down.open()) {
            byte[] text = in.readNBytes(LONGEST_STORED + 1);
            return text.length > LONGEST_STORED
                    ? Optional.empty()
                    // A database's texts cannot hold NUL, and what is hashed has to be what is stored.
                    : Optional.of(new String(text, StandardCharsets.UTF_8).replace('\0', '\uFFFD'));
        }
    }

    private static final class InMemory implements Script {
        private final String name;
        private final byte[] bytes;

        InMemory(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int firstLine() {
            return 1;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public String byteChecksum() {
            return Sha256.of(bytes);
        }
    }
}
