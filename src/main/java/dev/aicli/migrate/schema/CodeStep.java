package dev.aicli.migrate.schema;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A step of another tool that is a program: {@code 002_backfill.go}, {@code V2__Backfill.java}. */
final class CodeStep {
    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("go", "Go"),
            Map.entry("java", "Java"),
            Map.entry("class", "Java"),
            Map.entry("kt", "Kotlin"),
            Map.entry("groovy", "Groovy"),
            Map.entry("py", "Python"),
            Map.entry("js", "JavaScript"),
            Map.entry("cjs", "JavaScript"),
            Map.entry("mjs", "JavaScript"),
            Map.entry("ts", "TypeScript"),
            Map.entry("rb", "Ruby"),
            Map.entry("php", "PHP"),
            Map.entry("cs", "C#"),
            Map.entry("ex", "Elixir"),
            Map.entry("exs", "Elixir"),
            Map.entry("sh", "shell"));
    private static final Pattern NUMBERED = Pattern.compile("[0-9]+[_-].*|[VUR][0-9._]*__.*", Pattern.DOTALL);

    private CodeStep() {}

    static boolean isNamedLikeOne(String fileName) {
        char first = fileName.charAt(0);
        return ((first >= '0' && first <= '9') || "VUR".indexOf(first) >= 0)
                && LANGUAGES.containsKey(extension(fileName))
                && NUMBERED.matcher(fileName).matches()
                && !fileName.endsWith("_test.go");
    }

    /** {@return the language of a file that is named like a step} */
    static String language(String fileName) {
        return LANGUAGES.getOrDefault(extension(fileName), "code");
    }

    private static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
