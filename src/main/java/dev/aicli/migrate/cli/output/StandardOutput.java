package dev.aicli.migrate.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A standard stream that remembers why it could not be written to: a {@link java.io.PrintStream} forgets that. */
public final class StandardOutput extends FilterOutputStream {
    private static final String NOBODY_READS = "Broken pipe";

    private @Nullable IOException fault;

    public StandardOutput(FileDescriptor descriptor) {
        this(new FileOutputStream(descriptor));
    }

    private StandardOutput(OutputStream stream) {
        super(stream);
    }

    /** {@return one for a descriptor that was closed before the program began} */
    public static StandardOutput closed() {
        return new StandardOutput(new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                // What the system says of such a descriptor.
                throw new IOException("Bad file descriptor");
            }
        });
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            fault = fault == null ? e : fault;
            throw e;
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** {@return why something could not be written; that nobody wants to read more, as behind {@code head}, is none} */
    public Optional<String> fault() {
        return Optional.ofNullable(fault).map(IOException::getMessage).filter(message -> !message.equals(NOBODY_READS));
    }
}
