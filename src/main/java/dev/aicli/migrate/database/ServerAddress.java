package dev.aicli.migrate.database;

import dev.aicli.migrate.model.UsageException;
import java.util.ArrayList;
import java.util.List;

/**
 * One place where a server may be listening.
 *
 * @param host a name, or an IPv4 or IPv6 address without brackets
 */
record ServerAddress(String host, int port) {
    static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_HOST = "localhost";

    ServerAddress {
        if (host.startsWith("/") || host.startsWith("@")) {
            throw new UsageException("Unix sockets are not supported: " + host)
                    .next("connect by TCP: host=localhost, and in pg_hba.conf a 'host' line for 127.0.0.1");
        }
    }

    /** Pairs libpq's comma-separated lists: one port serves all hosts, or each host has its own. */
    static List<ServerAddress> list(String hosts, String ports) {
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
            String port = portList[portList.length == 1 ? 0 : i].strip();
            addresses.add(new ServerAddress(host.isEmpty() ? DEFAULT_HOST : host, portNumber(port)));
        }
        return List.copyOf(addresses);
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

    /** {@return {@code host:port}, an IPv6 address in brackets} */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
