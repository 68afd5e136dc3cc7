package dev.aicli.migrate.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command line into a program and its arguments: at blanks, quotes keeping them together. No shell reads it.
 */
final class CommandWords {
    private CommandWords() {}

    /** {@return the words; empty when there are none, or a quote has no end} */
    static Optional<List<String>> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                inWord = true;
            } else if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return quote != 0 || words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
