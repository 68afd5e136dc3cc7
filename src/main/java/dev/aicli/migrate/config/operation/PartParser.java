package dev.aicli.migrate.config.operation;

import java.util.Optional;
import java.util.regex.Pattern;

/** Takes a text apart into named parts, and puts it together again with some of them changed. */
interface PartParser {
    /** A text in its parts. Without a {@link #set}, {@link #print} gives the very text back. */
    interface Parts {
        Optional<String> get(String part);

        void set(String part, String value);

        String print();
    }

    /** {@return the parts; empty when the text has another form} Placeholders are hidden in the text. */
    Optional<Parts> parse(String hidden);

    /** {@return whether there can be a part of that name} */
    boolean knows(String part);

    /** Reads {@code parser} and its options: {@code url}, {@code delimiter}, {@code regex}. */
    static PartParser read(Arguments arguments) {
        String parser = arguments.text("parser");
        switch (parser) {
            case "url" -> {
                return new UrlParser();
            }
            case "delimiter" -> {
                String delimiter = arguments.text("delimiter");
                if (delimiter.isEmpty()) {
                    arguments.problem("delimiter", "'delimiter' is empty");
                }
                return new DelimiterParser(delimiter.isEmpty() ? "," : delimiter);
            }
            case "regex" -> {
                Pattern pattern = arguments.pattern("pattern");
                return new RegexParser(pattern);
            }
            default -> {
                arguments.problem("parser", "'parser' must be one of: url, delimiter, regex");
                return new UrlParser();
            }
        }
    }
}
