package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flyway's files: {@code V1_2__add_audit_log.sql} up, {@code U1_2__add_audit_log.sql} down, each with settings of its
 * own in {@code <file>.conf} beside it (Flyway's documents, "Migrations" and "Script configuration").
 *
 * <p>What has no version (repeatable migrations, {@code R__}) and what stands for others (baselines, {@code B5__}) is
 * refused. So are placeholders: nobody here knows their values, and as they stand they would end up in the data.
 */
final class FlywayFormat implements MigrationFormat {
    private static final Pattern NAME =
            Pattern.compile("([VUB])(\\d+(?:[._]\\d+){0,99})(?:__(.*))?\\.(?i:sql)", Pattern.DOTALL);
    private static final Pattern REPEATABLE = Pattern.compile("R__.*\\.(?i:sql)", Pattern.DOTALL);
    private static final String NO_TRANSACTION = "-- aicli: no-transaction\n";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @Override
    public Optional<MigrationFile> read(Path file, String fileName, String name) throws IOException {
        if (REPEATABLE.matcher(fileName).matches()) {
            throw refused(name, "Flyway's repeatable migrations have no version, and are not carried out")
                    .next("name it V<version>__<name>.sql, with a new version whenever it changes");
        }
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String version = matcher.group(2).replace('_', '.');
        if (matcher.group(1).equals("B")) {
            throw refused(name, "Flyway's baseline migrations stand for others, and are not carried out")
                    .next("move it elsewhere when the versions up to " + version + " are there, else name it V"
                            + version + "__<name>.sql");
        }
        boolean up = matcher.group(1).equals("V");
        Optional<Script> script = Optional.of(script(file, name));
        return Optional.of(new MigrationFile(
                name,
                NumericVersion.of(version),
                PairFormat.description(matcher.group(3)),
                up ? script : Optional.empty(),
                up ? Optional.empty() : script,
                List.of()));
    }

    private static Script script(Path file, String name) throws IOException {
        FlywayScriptSettings settings = FlywayScriptSettings.of(file, name);
        if (settings.placeholders()) {
            requireNoPlaceholder(file, name);
        }
        if (settings.transaction()) {
            return FileScript.whole(file, name);
        }
        // The directive is line 0, so that the file's lines keep their numbers.
        return new FileScript(file, name, new FileScript.Section(afterMark(file), -1, 0, NO_TRANSACTION));
    }

    private static long afterMark(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        }
    }

    private static void requireNoPlaceholder(Path file, String name) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            PlaceholderSearch search = new PlaceholderSearch();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (search.ends(b)) {
                    throw new ValidationException(
                                    "the value of the placeholder " + search.found() + " is not known here")
                            .at(new SourceLocation(name, search.line, search.column))
                            .next("write the value in its place; when the text is meant as it stands, write"
                                    + " placeholderReplacement=false into " + file.getFileName() + ".conf beside it");
                }
            }
        }
    }

    private static MigrateException refused(String name, String message) {
        return new ValidationException(message).at(SourceLocation.of(name));
    }

    /** Finds {@code ${name}} in UTF-8, byte by byte. */
    private static final class PlaceholderSearch {
        /** A name longer than this is none. */
        private static final int LONGEST = 200;

        private final StringBuilder name = new StringBuilder();
        private int line = 1;
        private int column;
        private int characters;
        private int previous;
        private boolean inside;

        /** {@return whether a placeholder ends with this byte} */
        boolean ends(int b) {
            characters = b == '\n' ? 0 : characters + ((b & 0xC0) == 0x80 ? 0 : 1);
            line += b == '\n' ? 1 : 0;
            if (inside && b == '}' && !name.isEmpty()) {
                return true;
            }
            inside = inside && isOfName(b) && name.length() < LONGEST;
            if (inside) {
                name.append((char) b);
            }
            if (previous == '$' && b == '{') {
                inside = true;
                name.setLength(0);
                column = characters - 1;
            }
            previous = b;
            return false;
        }

        String found() {
            return "${" + name + "}";
        }

        private static boolean isOfName(int b) {
            return b < 0x80 && (Character.isLetterOrDigit(b) || b == '_' || b == '.' || b == ':' || b == '-');
        }
    }
}
