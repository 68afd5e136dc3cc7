package dev.aicli.migrate.platform.postgresql.backup;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/** Reads away what a program prints and nobody needs, so that it never waits for us. */
final class Drain {
    private Drain() {}

    /** {@return the thread that does it, which ends with the program} */
    static Thread of(Reader reader) {
        Thread thread = new Thread(
                () -> {
                    try {
                        reader.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The program is gone.
                    }
                },
                "program-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
