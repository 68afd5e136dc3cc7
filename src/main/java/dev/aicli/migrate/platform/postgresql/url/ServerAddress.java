package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One place where a server may be listening.
 *
 * @param host a name, or an IPv4 or IPv6 address without brackets, or the folder of its Unix socket
 */
public record ServerAddress(String host, int port) {
    static final int DEFAULT_PORT = 5432;
    public static final String DEFAULT_HOST = "localhost";

    public ServerAddress {
        if (host.startsWith("@")) {
            throw new UsageException("abstract Unix sockets are not supported: " + host)
                    .next("name the folder of the server's socket, host=/var/run/postgresql, or connect by TCP");
        }
    }

    /** {@return the host for a URL that names none: the socket of a server on this machine, where there is one} */
    static String defaultHost(UrlEnvironment environment, int port) {
        return environment
                .socketFolder()
                .map(Path::toString)
                .filter(folder -> Files.exists(UnixSocketFactory.path(folder, port)))
                .orElse(DEFAULT_HOST);
    }

    /**
     * Pairs libpq's comma-separated lists: one port serves all hosts, or each host has its own.
     *
     * @param defaultHost serves where no host is named, of the port
     */
    static List<ServerAddress> list(String hosts, String ports, IntFunction<String> defaultHost) {
        String[] hostList = hosts.split(",", -1);
        String[] portList = ports.split(",", -1);
        if (portList.length > 1 && portList.length != hostList.length) {
            throw new UsageException(
                            "the database URL has " + hostList.length + " hosts and " + portList.length + " ports")
                    .next("give one port for all hosts, or one for each");
        }
        List<ServerAddress> addresses = new ArrayList<>();
        for (int i = 0; i < hostList.length; i++) {
            String host = hostList[i].strip();
            int port = portNumber(portList[portList.length == 1 ? 0 : i].strip());
            addresses.add(new ServerAddress(host.isEmpty() ? defaultHost.apply(port) : host, port));
        }
        if (addresses.stream().map(ServerAddress::isSocket).distinct().count() > 1) {
            throw new UsageException("the database URL names Unix sockets and hosts together")
                    .next("name sockets only, or hosts only");
        }
        return List.copyOf(addresses);
    }

    /** {@return whether the host is a folder of Unix sockets} */
    boolean isSocket() {
        return host.startsWith("/");
    }

    private static int portNumber(String port) {
        if (port.isEmpty()) {
            return DEFAULT_PORT;
        }
        int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
        if (number < 1 || number > 65_535) {
            throw new UsageException("the port of the database URL is not a number from 1 to 65535")
                    .next("PostgreSQL listens on " + DEFAULT_PORT + " unless told otherwise");
        }
        return number;
    }

    /** {@return {@code host:port}, an IPv6 address in brackets; for a socket, an address that stands for it} */
    @Override
    public String toString() {
        if (isSocket()) {
            return UnixSocketFactory.standIn(host) + ":" + port;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
