package dev.aicli.migrate.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Configures {@code java.util.logging} to write nowhere, when somebody first asks it for a logger: the JDK does at
 * every TLS handshake, and finds the framework's log manager there, which complains that it comes late. Named to the
 * JDK by the property {@link #PROPERTY}.
 */
public final class SilentLogging {
    /** Which class the JDK is to configure its logging by. */
    static final String PROPERTY = "java.util.logging.config.class";

    /** Called by the JDK. */
    public SilentLogging() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(new byte[0]));
    }
}
