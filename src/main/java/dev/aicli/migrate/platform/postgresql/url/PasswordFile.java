package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * libpq's password file ({@code ~/.pgpass}): lines of {@code host:port:database:user:password}, {@code *} matching
 * anything, {@code \} escaping {@code :} and itself, the first line that fits counts. A file that others may read is
 * passed over with a warning, as libpq does.
 */
final class PasswordFile {
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final List<String> lines;

    private PasswordFile(List<String> lines) {
        this.lines = lines;
    }

    /** Reads the file; one that is absent holds nothing, one that may not be trusted holds nothing and is reported. */
    static PasswordFile read(Path file, Consumer<String> warnings) {
        try {
            if (!Files.exists(file)) {
                return new PasswordFile(List.of());
            }
            if (!Files.isRegularFile(file)) {
                warnings.accept("the password file " + file + " is not a plain file and is ignored");
                return new PasswordFile(List.of());
            }
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                warnings.accept(
                        "the password file " + file + " can be read by group or others and is ignored; 'chmod 600' it");
                return new PasswordFile(List.of());
            }
            return new PasswordFile(Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(line -> new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                    .toList());
        } catch (IOException e) {
            warnings.accept("the password file " + file + " cannot be read and is ignored");
            return new PasswordFile(List.of());
        }
    }

    /** Reads a file that holds one password, with or without a line end. */
    static String singlePassword(Path file) {
        try {
            String content = Files.readString(file);
            int end = content.indexOf('\n');
            String password = end < 0 ? content : content.substring(0, end);
            return password.endsWith("\r") ? password.substring(0, password.length() - 1) : password;
        } catch (IOException e) {
            UsageException unreadable = new UsageException("the password file " + file + " cannot be read", e);
            unreadable.next("name a file that holds the password and nothing else");
            throw unreadable;
        }
    }

    Optional<String> password(String host, int port, String database, String user) {
        String[] wanted = {host, Integer.toString(port), database, user};
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            int position = 0;
            for (int field = 0; field < wanted.length && position >= 0; field++) {
                position = afterField(line, position, wanted[field]);
            }
            if (position >= 0) {
                return Optional.of(unescape(line.substring(position)));
            }
        }
        return Optional.empty();
    }

    /** {@return where the next field begins, or -1 when this one does not match} */
    private static int afterField(String line, int from, String wanted) {
        int end = from;
        while (end < line.length() && line.charAt(end) != ':') {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= line.length()) {
            return -1;
        }
        String field = line.substring(from, end);
        return field.equals("*") || unescape(field).equals(wanted) ? end + 1 : -1;
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        return "PasswordFile[" + lines.size() + " lines]";
    }
}
