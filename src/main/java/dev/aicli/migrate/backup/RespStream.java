package dev.aicli.migrate.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Redis' own protocol (RESP 2) on a socket: a command goes out as a list of words, and its answer comes back, of any
 * kind, as texts. No command that is sent here is answered by nothing at all.
 */
final class RespStream {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 4096;
    /** Far longer than what a server tells of itself. */
    private static final int LONGEST_TEXT = 16 << 20;

    private static final int MOST_TEXTS = 1024;

    private final InputStream in;
    private final OutputStream out;

    RespStream(Socket socket) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /**
     * {@return the texts of the answer to a command: one, unless the answer is a list}
     *
     * @throws Refusal when the server says no; then more can be asked
     * @throws IOException when the connection broke, or what came is no answer of Redis
     */
    List<String> ask(String... words) throws IOException {
        send(words);
        String line = line();
        if (!line.startsWith("*")) {
            return List.of(text(line));
        }
        int count = number(line, MOST_TEXTS);
        if (count == 0) {
            throw noAnswer();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(line()));
        }
        return texts;
    }

    /**
     * {@return what follows a command that is answered by one long text, as it comes}
     *
     * @throws Refusal when the server says no
     */
    AnnouncedStream stream(String... words) throws IOException {
        send(words);
        String line = line();
        while (line.isEmpty()) {
            // The server is busy making what we asked for, and shows that it is alive.
            line = line();
        }
        refused(line);
        if (!line.matches("\\$[0-9]{1,18}")) {
            throw new IOException(line);
        }
        return new AnnouncedStream(in, Long.parseLong(line.substring(1)));
    }

    private void send(String... words) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(ascii("*" + words.length + "\r\n"));
        for (String word : words) {
            byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
            command.writeBytes(ascii("$" + bytes.length + "\r\n"));
            command.writeBytes(bytes);
            command.writeBytes(ascii("\r\n"));
        }
        command.writeTo(out);
        out.flush();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String text(String line) throws IOException {
        refused(line);
        if (line.startsWith("+") || line.startsWith(":")) {
            return line.substring(1);
        }
        if (!line.startsWith("$")) {
            throw noAnswer();
        }
        int length = number(line, LONGEST_TEXT);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw closed();
        }
        if (!line().isEmpty()) {
            throw noAnswer();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void refused(String line) throws Refusal {
        if (line.startsWith("-")) {
            throw new Refusal(line.substring(1));
        }
    }

    private static int number(String line, int most) throws IOException {
        int number = line.matches(".[0-9]{1,9}") ? Integer.parseInt(line.substring(1)) : Integer.MAX_VALUE;
        if (number > most) {
            throw noAnswer();
        }
        return number;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw closed();
            }
            if (line.size() == LONGEST_LINE) {
                throw noAnswer();
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static EOFException closed() {
        return new EOFException("the server closed the connection");
    }

    private static IOException noAnswer() {
        return new IOException("it does not answer as a Redis server does");
    }

    /** The server understood and says no, in its own words. */
    static final class Refusal extends IOException {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }
}
