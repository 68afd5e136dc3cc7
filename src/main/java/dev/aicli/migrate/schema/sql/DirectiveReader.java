package dev.aicli.migrate.schema.sql;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects the directives in a script's comments. */
final class DirectiveReader {
    private static final Pattern DIRECTIVE = Pattern.compile("--\\s*aicli:\\s*(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|h|d)");
    private static final String KNOWN =
            "known are: no-transaction, lock-timeout 5s, statement-timeout 10min, foreign-keys off";

    private final boolean gooseMarkers;
    private final Set<String> seen = new HashSet<>();
    private boolean noTransaction;
    private @Nullable Duration lockTimeout;
    private @Nullable Duration statementTimeout;
    private boolean foreignKeysOff;

    DirectiveReader(boolean gooseMarkers) {
        this.gooseMarkers = gooseMarkers;
    }

    /** Looks at the source's line comment. */
    void comment(SourceBuffer source, boolean atTop) throws SqlSyntaxException {
        // Most comments are told apart by one byte: a directive's begins with a or A, goose's with a plus sign.
        int first = source.token + 2;
        while (first < source.pos && (source.bytes[first] == ' ' || source.bytes[first] == '\t')) {
            first++;
        }
        byte b = first < source.pos ? source.bytes[first] : 0;
        if (b == '+' && gooseMarkers && "no transaction".equals(GooseBlocks.command(source.tokenText()))) {
            noTransaction = true;
        } else if (b == 'a' || b == 'A') {
            Matcher matcher = DIRECTIVE.matcher(source.tokenText());
            if (matcher.matches()) {
                directive(matcher.group(1).strip(), atTop, source);
            }
        }
    }

    private void directive(String text, boolean atTop, SourceBuffer source) throws SqlSyntaxException {
        if (!atTop) {
            throw source.error(
                    source.token, "the directive \"" + text + "\" belongs at the top, before the first statement");
        }
        String[] words = text.toLowerCase(Locale.ROOT).split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "no-transaction" -> {
                check(argument.isEmpty(), source, "the directive no-transaction takes no value");
                noTransaction = true;
            }
            case "lock-timeout" -> lockTimeout = duration(words[0], argument, source);
            case "statement-timeout" -> statementTimeout = duration(words[0], argument, source);
            case "foreign-keys" -> {
                check(argument.equals("off"), source, "the directive foreign-keys can only be off");
                foreignKeysOff = true;
            }
            default -> throw source.error(source.token, "unknown directive \"" + text + "\"; " + KNOWN);
        }
        check(seen.add(words[0]), source, "the directive " + words[0] + " stands here twice");
    }

    private static Duration duration(String name, String text, SourceBuffer source) throws SqlSyntaxException {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION.matcher(text);
        check(
                matcher.matches(),
                source,
                "the directive " + name + " needs a time with its unit (ms, s, min, h, d), such as " + name + " 5s");
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static void check(boolean good, SourceBuffer source, String otherwise) throws SqlSyntaxException {
        if (!good) {
            throw source.error(source.token, otherwise);
        }
    }

    ScriptDirectives directives() {
        return new ScriptDirectives(noTransaction, lockTimeout, statementTimeout, foreignKeysOff);
    }
}
