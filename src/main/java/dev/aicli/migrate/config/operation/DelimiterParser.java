package dev.aicli.migrate.config.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parts between delimiters, named by their places from 0. */
record DelimiterParser(String delimiter) implements PartParser {
    @Override
    public boolean knows(String part) {
        return part.matches("[0-9]{1,3}");
    }

    @Override
    public Reading parse(String hidden) {
        return Reading.of(new Pieces(new ArrayList<>(List.of(cut(hidden, delimiter))), delimiter));
    }

    private static String[] cut(String text, String delimiter) {
        return text.split(Pattern.quote(delimiter), -1);
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

        /** The others are known by their places: only the last one can go. */
        @Override
        public boolean remove(String part) {
            int index = Integer.parseInt(part);
            if (index == 0 || index < pieces.size() - 1) {
                return false;
            }
            if (index < pieces.size()) {
                pieces.remove(index);
            }
            return true;
        }

        @Override
        public String print() {
            return String.join(delimiter, pieces);
        }

        private List<Integer> leftAt(Set<String> taken) {
            List<Integer> left = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                if (!taken.contains(Integer.toString(i))) {
                    left.add(i);
                }
            }
            return left;
        }

        @Override
        public List<String> left(Set<String> taken) {
            return leftAt(taken).stream()
                    .filter(index -> !pieces.get(index).isEmpty())
                    .map(index -> "part " + index)
                    .toList();
        }

        @Override
        public String rest(Set<String> taken) {
            return String.join(
                    delimiter, leftAt(taken).stream().map(pieces::get).toList());
        }

        @Override
        public boolean setRest(Set<String> taken, String text) {
            if (rest(taken).equals(text)) {
                return true;
            }
            List<Integer> left = leftAt(taken);
            // Nothing behind a part needs no delimiter either.
            String[] cut = text.isEmpty() && left.get(0) > 0 ? new String[0] : cut(text, delimiter);
            boolean atTheEnd = left.isEmpty()
                    || (left.get(left.size() - 1) == pieces.size() - 1 && left.size() == pieces.size() - left.get(0));
            if (!atTheEnd && cut.length != left.size()) {
                return false;
            }
            for (int i = 0; i < cut.length; i++) {
                if (i < left.size()) {
                    pieces.set(left.get(i), cut[i]);
                } else {
                    pieces.add(cut[i]);
                }
            }
            for (int i = left.size() - 1; i >= cut.length; i--) {
                pieces.remove((int) left.get(i));
            }
            return true;
        }
    }
}
