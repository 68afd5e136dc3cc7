package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goose's single file, {@code 003_add_audit_log.sql}, with sections that begin with {@code -- +goose Up} and {@code --
 * +goose Down} (pressly/goose, internal/sqlparser).
 */
final class GooseFormat implements MigrationFormat {
    private static final Pattern NAME =
            Pattern.compile("(\\d+)(?:[_ -](.*))?\\.sql", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DIRECTIVE =
            Pattern.compile("\\s*--\\s*\\+goose\\s+(.*?)\\s*", Pattern.CASE_INSENSITIVE);
    /** As bytes of UTF-8, each read as a character. */
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    /** A directive is a short line; of a longer one only the beginning is looked at. */
    private static final int LONGEST_DIRECTIVE = 200;

    @Override
    public Optional<MigrationFile> read(Path file, String fileName, String name) throws IOException {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Sections sections = new Sections(name);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            sections.find(in);
        }
        if (sections.upLine == 0 && sections.downLine == 0) {
            return Optional.empty();
        }
        return Optional.of(new MigrationFile(
                name,
                NumericVersion.of(matcher.group(1)),
                PairFormat.description(matcher.group(2)),
                sections.up(file),
                sections.down(file),
                List.of()));
    }

    /** Where the sections of one file lie. */
    private static final class Sections {
        private final String name;
        private long upFrom;
        private int upLine;
        private long downFrom;
        private int downLine;
        private long downDirectiveStart;
        private boolean noTransaction;
        private boolean inBlockComment;
        private int straySql;

        Sections(String name) {
            this.name = name;
        }

        void find(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            long offset = 0;
            long lineStart = 0;
            int lineNumber = 1;
            for (int b = in.read(); b >= 0; b = in.read()) {
                offset++;
                if (b == '\n') {
                    line(line, lineNumber, lineStart, offset);
                    line.setLength(0);
                    lineStart = offset;
                    lineNumber++;
                } else if (line.length() < LONGEST_DIRECTIVE) {
                    line.append((char) b);
                }
            }
            line(line, lineNumber, lineStart, offset);
            requireNoStraySql();
        }

        private void line(StringBuilder line, int number, long start, long end) {
            if (upLine == 0 && downLine == 0) {
                before(line.toString().strip(), number);
            }
            if (line.indexOf("+") < 0) {
                return;
            }
            Matcher matcher = DIRECTIVE.matcher(line.toString().replace(BYTE_ORDER_MARK, ""));
            if (!matcher.matches()) {
                return;
            }
            switch (matcher.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ")) {
                case "UP" -> {
                    require(upLine == 0 && downLine == 0, number, "`+goose Up` stands once, before `+goose Down`");
                    upLine = number;
                    upFrom = end;
                }
                case "DOWN" -> {
                    require(downLine == 0, number, "`+goose Down` stands once");
                    downLine = number;
                    downFrom = end;
                    downDirectiveStart = start;
                }
                case "NO TRANSACTION" -> noTransaction = true;
                case "ENVSUB ON" ->
                    require(false, number, "goose's ENVSUB (environment variables in SQL) is not supported");
                case "STATEMENTBEGIN", "STATEMENTEND", "ENVSUB OFF" -> {
                    // The first two are the lexer's.
                }
                default -> require(false, number, "goose has no directive `" + matcher.group(1) + "`");
            }
        }

        /** What stands before the first section belongs to none: only comments may. */
        private void before(String line, int number) {
            boolean comment = inBlockComment
                    || line.isEmpty()
                    || line.startsWith("--")
                    || line.startsWith("/*")
                    || line.startsWith(BYTE_ORDER_MARK);
            if (!comment && straySql == 0) {
                straySql = number;
            }
            if (line.startsWith("/*") || inBlockComment) {
                inBlockComment = !line.contains("*/");
            }
        }

        /** Only once a section was found: a file without any is not of this format. */
        private void requireNoStraySql() {
            if (straySql > 0 && (upLine > 0 || downLine > 0)) {
                require(false, straySql, "there is SQL before `+goose Up`, where it would never be executed");
            }
        }

        private void require(boolean condition, int line, String message) {
            if (!condition) {
                throw new ValidationException(message)
                        .at(new SourceLocation(name, line, 1))
                        .next("correct the directive");
            }
        }

        Optional<Script> up(Path file) {
            return upLine == 0
                    ? Optional.empty()
                    : Optional.of(section(file, upFrom, downLine == 0 ? -1 : downDirectiveStart, upLine));
        }

        Optional<Script> down(Path file) {
            return downLine == 0 ? Optional.empty() : Optional.of(section(file, downFrom, -1, downLine));
        }

        /** The section's own directive line is read as the one that holds for the whole file, or as an empty one. */
        private Script section(Path file, long from, long to, int line) {
            String preface = noTransaction ? "-- +goose NO TRANSACTION\n" : "\n";
            return new FileScript(file, name, new FileScript.Section(from, to, line, preface));
        }
    }
}
