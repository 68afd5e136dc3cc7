package dev.aicli.migrate.config.operation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes a text apart into named parts, and puts it together again with some of them changed. */
interface PartParser {
    /** A text in its parts. Without a {@link #set}, {@link #print} gives the very text back. */
    interface Parts {
        /** {@return the part; empty when the text does not have it, or nothing stands there} */
        Optional<String> get(String part);

        void set(String part, String value);

        /**
         * Takes a part out, with what sets it apart.
         *
         * @return false when the text cannot be without it; then nothing has changed
         */
        boolean remove(String part);

        String print();

        /** {@return the names of what the text says beside the parts of those names, in its order} */
        List<String> left(Set<String> taken);

        /** {@return the text without the parts of those names, and without what sets them apart} */
        String rest(Set<String> taken);

        /**
         * Replaces what {@link #rest} answers.
         *
         * @return false when that cannot be put in its place; then nothing has changed
         */
        boolean setRest(Set<String> taken, String text);
    }

    /** A text taken apart, or the reason why it was left alone; the reason quotes nothing of the text. */
    record Reading(Optional<Parts> parts, String reason) {
        static Reading of(Parts parts) {
            return new Reading(Optional.of(parts), "");
        }

        static Reading unfit(String reason) {
            return new Reading(Optional.empty(), reason);
        }
    }

    /** {@return the parts, or why there are none} Placeholders are hidden in the text. */
    Reading parse(String hidden);

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
