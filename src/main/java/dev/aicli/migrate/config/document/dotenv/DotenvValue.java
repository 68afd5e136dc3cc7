package dev.aicli.migrate.config.document.dotenv;

import dev.aicli.migrate.config.document.Placeholders;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The right-hand side of an assignment, where all dialects (node's dotenv, python-dotenv, docker compose, bash,
 * systemd) read the same in it.
 *
 * @param text the value without quotes and comment
 * @param quote the quote that it is in; 0 for none
 * @param rest what follows it on the line
 */
public record DotenvValue(String text, char quote, String rest) {
    private static final Pattern BARE = Pattern.compile("[\\w./:@%+,=-]*");

    /** What a shell and others expand without braces: names, and the shell's own parameters. */
    private static final Pattern BARE_REFERENCE = Pattern.compile("\\$[\\w$!#?@*(-]");

    /**
     * {@return the value} Empty where dialects differ: {@code a#b}, {@code '${A}'}, {@code "a\nb"}, {@code 'it\'s'}.
     */
    public static Optional<DotenvValue> read(String raw) {
        if (raw.isEmpty()) {
            return Optional.of(new DotenvValue("", (char) 0, ""));
        }
        char first = raw.charAt(0);
        if (first == '"' || first == '\'') {
            int close = raw.indexOf(first, 1);
            if (close < 0) {
                return Optional.empty();
            }
            String inner = raw.substring(1, close);
            String rest = raw.substring(close + 1);
            boolean sameEverywhere = inner.indexOf('\\') < 0
                    && inner.indexOf('\n') < 0
                    && (first == '"' || inner.indexOf('$') < 0)
                    && (rest.isBlank() || (rest.stripLeading().startsWith("#") && !rest.startsWith("#")));
            return sameEverywhere ? Optional.of(new DotenvValue(inner, first, rest)) : Optional.empty();
        }
        int comment = raw.indexOf(" #");
        String value = (comment < 0 ? raw : raw.substring(0, comment)).stripTrailing();
        if (value.chars().anyMatch(c -> "#'\"\\`\t".indexOf(c) >= 0)) {
            return Optional.empty();
        }
        return Optional.of(new DotenvValue(value, (char) 0, raw.substring(value.length())));
    }

    /** {@return the value written so that all dialects read it alike} Empty where no way of quoting does that. */
    public static Optional<String> write(String value, char wantedQuote) {
        boolean placeholders = Placeholders.anyIn(value);
        String literal = value;
        if (placeholders) {
            Placeholders atoms = new Placeholders();
            literal = atoms.hide(value).orElse(value).replaceAll("[\uE000-\uF8FF]", "x");
        }
        boolean simplePlaceholders = !placeholders || (value.indexOf('"') < 0 && value.indexOf('\\') < 0);
        if (wantedQuote == 0 && simplePlaceholders && BARE.matcher(literal).matches() && noBlank(value)) {
            return Optional.of(value);
        }
        if (value.chars().anyMatch(c -> c < ' ' || c == '\\')) {
            return Optional.empty();
        }
        boolean dollar = literal.indexOf('$') >= 0;
        boolean doubleFits = value.indexOf('"') < 0 && value.indexOf('`') < 0 && !dollar && simplePlaceholders;
        boolean singleFits = value.indexOf('\'') < 0 && !placeholders;
        if (doubleFits && (wantedQuote != '\'' || !singleFits)) {
            return Optional.of('"' + value + '"');
        }
        return singleFits ? Optional.of('\'' + value + '\'') : Optional.empty();
    }

    /**
     * {@return the value written so that no dialect expands a {@code $NAME} in it} A <code>${NAME}</code> stays a
     * reference. Empty where no way of quoting does that.
     */
    public static Optional<String> literal(String value) {
        if (!BARE_REFERENCE.matcher(value).find()) {
            return write(value, (char) 0);
        }
        boolean fits = value.indexOf('\'') < 0
                && !value.contains("${")
                && value.chars().noneMatch(c -> c < ' ' || c == '\\');
        return fits ? Optional.of('\'' + value + '\'') : Optional.empty();
    }

    private static boolean noBlank(String value) {
        return value.chars().noneMatch(c -> c <= ' ' || "'\"`\\#".indexOf(c) >= 0);
    }

    /** The value may be a secret. */
    @Override
    public String toString() {
        return "DotenvValue";
    }
}
