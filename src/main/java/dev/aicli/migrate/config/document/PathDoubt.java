package dev.aicli.migrate.config.document;

import java.util.List;
import java.util.Optional;

/**
 * What speaks for a path not being meant as it reads: a notation of other tools, taken for the name of a key. A name in
 * quotes is meant.
 *
 * @param column where in the path, 1-based
 * @param text one clause, with what to write instead
 */
public record PathDoubt(int column, String text) {

    /** {@return the first doubt about a path that can be read} */
    public static Optional<PathDoubt> about(String path) {
        List<PathStep> steps = ConfigPath.parse(path).steps();
        if (steps.isEmpty() || !(steps.get(0) instanceof PathStep.Key first) || path.startsWith("\"")) {
            return inside(path);
        }
        if (first.name().startsWith("/") || first.name().startsWith("#/")) {
            return Optional.of(of(
                    1,
                    first.name(),
                    "begins with '" + first.name().charAt(0) + "'",
                    dotted(path.substring(path.indexOf('/') + 1))));
        }
        if ((first.name().equals("$") || first.name().equals("@")) && steps.size() > 1) {
            String rest = path.substring(1);
            return Optional.of(of(
                    1,
                    first.name(),
                    "is called '" + first.name() + "'",
                    rest.startsWith(".") ? rest.substring(1) : rest));
        }
        return inside(path);
    }

    /** A number behind a dot may be meant as a place in a list, a single quote as a quote. */
    private static Optional<PathDoubt> inside(String path) {
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= path.length(); i++) {
            char c = i < path.length() ? path.charAt(i) : '.';
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '.' || c == '[') {
                String name = path.substring(start, i);
                if (start > 0 && name.matches("-?[0-9]{1,9}")) {
                    String before = path.substring(0, start - 1);
                    return Optional.of(of(
                            start + 1, name, "is the number " + name, before + "[" + name + "]" + path.substring(i)));
                }
                if (name.startsWith("'")) {
                    return Optional.of(new PathDoubt(
                            start + 1,
                            "the quote is taken for a part of the key's name; a name is put into \"double quotes\""));
                }
                start = i + 1;
                if (c == '[') {
                    i = behindBracket(path, i);
                    start = i + 1;
                }
            }
        }
        return Optional.empty();
    }

    /** {@return the index of the dot behind a bracket, or of its end} */
    private static int behindBracket(String path, int open) {
        boolean quoted = false;
        for (int i = open; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return i + 1 < path.length() && path.charAt(i + 1) == '.' ? i + 1 : i;
            }
        }
        return path.length();
    }

    private static PathDoubt of(int column, String name, String what, String instead) {
        String meant = instead.isEmpty() ? "" : "; " + instead + " is probably meant";
        return new PathDoubt(
                column,
                "this names a key that " + what + meant + "; where there is such a key, write it in quotes: \"" + name
                        + "\"");
    }

    private static String dotted(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String name : pointer.split("/", -1)) {
            String plain = name.replace("~1", "/").replace("~0", "~");
            boolean index = plain.matches("[0-9]{1,9}");
            path.append(index || path.length() == 0 ? "" : ".").append(index ? "[" + plain + "]" : plain);
        }
        return path.toString();
    }
}
