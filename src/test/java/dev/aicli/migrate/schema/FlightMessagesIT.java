package dev.aicli.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a flight is on the wire: after a cancel, at whatever moment, the server reads on to the {@code Sync}, so none
 * may stand between a {@code BEGIN} and what belongs to it; and a simple query would be one by itself.
 */
class FlightMessagesIT {
    @TempDir
    Path folder;

    private final List<List<String>> sessions = new CopyOnWriteArrayList<>();

    @Test
    void noSyncStandsBetweenABeginAndItsCommit() throws Exception {
        String url = PostgresServers.newDatabase();
        int server = PostgresServers.server().port();
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> accept(proxy, server));
            accepting.setDaemon(true);
            accepting.start();
            SchemaProject project = new SchemaProject(folder, url.replace(":" + server, ":" + proxy.getLocalPort()));
            for (int version = 1; version <= 3; version++) {
                project.file(
                        version + "_t.up.sql",
                        "CREATE TABLE a" + version + " (id int);\nINSERT INTO a" + version + " VALUES (1);\n");
            }
            project.up();
        }
        List<String> sent = sessions.stream()
                .filter(session -> session.stream().anyMatch(message -> message.contains("CREATE TABLE a1 ")))
                .findFirst()
                .orElseThrow();
        for (int version = 1; version <= 3; version++) {
            String first = "CREATE TABLE a" + version + " ";
            int at = (int)
                    sent.stream().takeWhile(message -> !message.contains(first)).count();
            int begin = sent.subList(0, at).lastIndexOf("BEGIN");
            int commit = at + sent.subList(at, sent.size()).indexOf("COMMIT");
            assertThat(begin).isNotNegative();
            assertThat(sent.subList(begin, commit))
                    .contains("INSERT INTO a" + version + " VALUES (1)")
                    .doesNotContain("Sync")
                    .noneMatch(message -> message.startsWith("simple: "));
        }
    }

    private void accept(ServerSocket proxy, int server) {
        try {
            while (true) {
                Socket client = proxy.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                List<String> session = new CopyOnWriteArrayList<>();
                sessions.add(session);
                relay(() -> upstream.getInputStream().transferTo(client.getOutputStream()), client, upstream);
                relay(() -> forward(client, upstream, session), client, upstream);
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }

    private interface Copying {
        void copy() throws IOException;
    }

    private static void relay(Copying copying, Socket client, Socket upstream) {
        Thread thread = new Thread(() -> {
            try (client;
                    upstream) {
                copying.copy();
            } catch (IOException e) {
                // One side has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Passes a client's messages on, and notes those that say what is to be done. */
    private static void forward(Socket client, Socket upstream, List<String> session) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(upstream.getOutputStream());
        int startup = in.readInt();
        out.writeInt(startup);
        out.write(in.readNBytes(startup - 4));
        while (true) {
            byte type = in.readByte();
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            String[] words = new String(body, StandardCharsets.UTF_8).split("\0", -1);
            switch (type) {
                case 'P' -> session.add(words[1]);
                case 'Q' -> session.add("simple: " + words[0]);
                case 'S' -> session.add("Sync");
                default -> {
                    // Binds, executions, passwords.
                }
            }
            out.writeByte(type);
            out.writeInt(length);
            out.write(body);
            out.flush();
        }
    }
}
