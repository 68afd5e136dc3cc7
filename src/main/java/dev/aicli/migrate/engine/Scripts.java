package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.SourceLocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Scripts that do not lie in a file, and what is asked of any script. */
public final class Scripts {
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
