package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts between delimiters, named by their places from 0. */
record DelimiterParser(String delimiter) implements PartParser {
    @Override
    public boolean knows(String part) {
        return part.matches("[0-9]{1,3}");
    }

    @Override
    public Optional<Parts> parse(String hidden) {
        return Optional.of(new Pieces(new ArrayList<>(List.of(hidden.split(Pattern.quote(delimiter), -1))), delimiter));
    }

    /** The pieces of one text. */
    private record Pieces(List<String> pieces, String delimiter) implements Parts {
        @Override
        public Optional<String> get(String part) {
            int index = Integer.parseInt(part);
            return index < pieces.size() ? Optional.of(pieces.get(index)) : Optional.empty();
        }

        @Override
        public void set(String part, String value) {
            int index = Integer.parseInt(part);
            while (pieces.size() <= index) {
                pieces.add("");
            }
            pieces.set(index, value);
        }

        @Override
        public String print() {
            return String.join(delimiter, pieces);
        }
    }
}
