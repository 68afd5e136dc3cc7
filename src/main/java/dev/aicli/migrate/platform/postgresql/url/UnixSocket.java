package dev.aicli.migrate.platform.postgresql.url;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Unix socket as the driver wants one. The JDK has only channels for them, which know no time-outs: so the channel
 * does not block, and a selector for each direction does. One thread may read while another one writes; any may close.
 */
final class UnixSocket extends Socket {
    /** A server whose queue of new connections is full says so at once; it is asked again after so long. */
    private static final long PAUSE_MILLIS = 20;

    /** What is told of a buffer that is the system's business here. */
    private static final int BUFFER_BYTES = 64 << 10;

    /** What the driver's addresses stand for. */
    interface Addresses {
        /** {@return the file of the socket} */
        Path path(SocketAddress standIn) throws IOException;
    }

    private final Addresses addresses;
    private @Nullable Path path;
    private @Nullable SocketChannel channel;
    private @Nullable Selector readable;
    private @Nullable Selector writable;
    private volatile boolean closed;
    private volatile int readTimeoutMillis;

    /** A socket that is not connected yet. */
    UnixSocket(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeoutMillis) throws IOException {
        Path file = addresses.path(endpoint);
        path = file;
        long start = System.nanoTime();
        SocketChannel connecting = attempt(file);
        while (connecting == null) {
            if (timeoutMillis > 0 && System.nanoTime() - start > timeoutMillis * 1_000_000L) {
                throw new SocketTimeoutException("the server at " + file + " does not take the connection in time");
            }
            pause();
            connecting = attempt(file);
        }
        channel = connecting;
        readable = Selector.open();
        connecting.register(readable, SelectionKey.OP_READ);
        writable = Selector.open();
        connecting.register(writable, SelectionKey.OP_WRITE);
    }

    /** {@return the connection; null when the server's queue is full} */
    private static @Nullable SocketChannel attempt(Path file) throws IOException {
        SocketChannel candidate = SocketChannel.open(StandardProtocolFamily.UNIX);
        boolean kept = false;
        try {
            candidate.configureBlocking(false);
            kept = candidate.connect(UnixDomainSocketAddress.of(file));
            return kept ? candidate : null;
        } catch (SocketException e) {
            ConnectException refusal =
                    new ConnectException("no server listens at " + file + " (" + e.getMessage() + ")");
            refusal.initCause(e);
            throw refusal;
        } finally {
            if (!kept) {
                candidate.close();
            }
        }
    }

    private static void pause() throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while connecting");
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return length == 0 ? 0 : receive(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public void close() throws IOException {
                UnixSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                send(ByteBuffer.wrap(new byte[] {(byte) single}));
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                send(ByteBuffer.wrap(bytes, offset, length));
            }

            @Override
            public void close() throws IOException {
                UnixSocket.this.close();
            }
        };
    }

    private int receive(ByteBuffer into) throws IOException {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                int count = connected().read(into);
                if (count != 0) {
                    return count;
                }
                long timeout = readTimeoutMillis;
                long left = timeout == 0 ? 0 : timeout - (System.nanoTime() - start) / 1_000_000;
                if (timeout > 0 && left <= 0) {
                    throw new SocketTimeoutException("nothing came within " + timeout + " ms");
                }
                interrupted |= await(readable, left);
            }
        } catch (ClosedChannelException | ClosedSelectorException e) {
            throw closed(e);
        } finally {
            restore(interrupted);
        }
    }

    private void send(ByteBuffer bytes) throws IOException {
        boolean interrupted = false;
        try {
            while (bytes.hasRemaining()) {
                if (connected().write(bytes) == 0) {
                    interrupted |= await(writable, 0);
                }
            }
        } catch (ClosedChannelException | ClosedSelectorException e) {
            throw closed(e);
        } finally {
            restore(interrupted);
        }
    }

    /**
     * Waits until a direction is ready, or for so long; 0 is for ever. A selector does not wait for a thread that was
     * interrupted, as a socket does.
     *
     * @return whether the thread was, which is forgotten for now
     */
    private static boolean await(@Nullable Selector selector, long millis) throws IOException {
        boolean interrupted = Thread.interrupted();
        Selector direction = Objects.requireNonNull(selector);
        direction.select(millis);
        direction.selectedKeys().clear();
        return interrupted;
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SocketChannel connected() throws SocketException {
        SocketChannel current = channel;
        if (current == null || closed) {
            throw new SocketException(closed ? "Socket closed" : "Socket is not connected");
        }
        return current;
    }

    private static SocketException closed(Exception cause) {
        SocketException exception = new SocketException("Socket closed");
        exception.initCause(cause);
        return exception;
    }

    @Override
    public void shutdownInput() throws IOException {
        connected().shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        connected().shutdownOutput();
    }

    /** Closes the selectors too: that wakes whoever waits. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        SocketChannel current = channel;
        if (current != null) {
            current.close();
            Objects.requireNonNull(readable).close();
            Objects.requireNonNull(writable).close();
        }
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public boolean isBound() {
        return channel != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void setSoTimeout(int millis) {
        readTimeoutMillis = millis;
    }

    @Override
    public synchronized int getSoTimeout() {
        return readTimeoutMillis;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return null;
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return path == null ? null : UnixDomainSocketAddress.of(path);
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return null;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // Nothing is held back here.
    }

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {
        // Whoever is at the other end is on this machine.
    }

    @Override
    public boolean getKeepAlive() {
        return false;
    }

    @Override
    public void setReceiveBufferSize(int size) {
        // The system's size serves.
    }

    @Override
    public int getReceiveBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public void setSendBufferSize(int size) {
        // The system's size serves.
    }

    @Override
    public int getSendBufferSize() {
        return BUFFER_BYTES;
    }

    @Override
    public String toString() {
        return "Unix socket " + path;
    }
}
