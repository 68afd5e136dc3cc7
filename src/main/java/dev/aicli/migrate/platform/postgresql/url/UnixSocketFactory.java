package dev.aicli.migrate.platform.postgresql.url;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.net.SocketFactory;

/**
 * Makes the driver connect to Unix sockets, for cancel requests too. The driver knows a server by host and port, so
 * each folder of sockets has a made-up address, of the network 0.0.0.0/8 that nobody can be in; the port names the file
 * in the folder. The driver makes this by its name and with {@linkplain #argument one text}.
 */
public final class UnixSocketFactory extends SocketFactory {
    private static final String SEPARATOR = "\n";

    private final List<String> folders;

    /** A factory for the folders that the {@linkplain #argument argument} names. */
    public UnixSocketFactory(String argument) {
        this.folders = List.of(argument.split(SEPARATOR));
    }

    /** {@return what the driver is to be told of the folders} */
    static String argument(List<String> folders) {
        return folders.stream().distinct().collect(Collectors.joining(SEPARATOR));
    }

    /** {@return the address that stands for a folder} */
    static String standIn(String folder) {
        CRC32 sum = new CRC32();
        sum.update(folder.getBytes(StandardCharsets.UTF_8));
        long bits = sum.getValue();
        return "0." + (bits & 0xFF) + "." + (bits >> 8 & 0xFF) + "." + (bits >> 16 & 0xFF);
    }

    /** {@return the socket of a server} */
    public static Path path(String folder, int port) {
        return Path.of(folder, ".s.PGSQL." + port);
    }

    private Path path(SocketAddress standIn) throws UnknownHostException {
        if (standIn instanceof InetSocketAddress address) {
            for (String folder : folders) {
                if (standIn(folder).equals(address.getHostString())) {
                    return path(folder, address.getPort());
                }
            }
        }
        throw new UnknownHostException("no folder of sockets has the address " + standIn);
    }

    @Override
    public Socket createSocket() {
        return new UnixSocket(this::path);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    @Override
    public String toString() {
        return "Unix sockets in " + Arrays.toString(folders.toArray());
    }
}
