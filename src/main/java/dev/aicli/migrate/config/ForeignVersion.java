package dev.aicli.migrate.config;

import dev.aicli.migrate.config.document.SecretNames;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands where a file's version is looked for, and is none: {@code "3.8"} of a compose file, {@code v1.0.0}, the
 * version of a chart.
 *
 * @param key where it stands in the file
 * @param problem what it is, free of anything that may be a secret
 * @param meant the semantic version that it may be meant to be
 */
record ForeignVersion(SourceLocation location, String key, String problem, Optional<SemanticVersion> meant) {
    /** Nothing else is quoted: a key may be named by mistake, and hold a secret. */
    private static final Pattern LIKE_A_VERSION =
            Pattern.compile("[vV]?\\d{1,5}(\\.\\d{1,5}){0,3}(-(alpha|beta|rc|SNAPSHOT)[.\\d]{0,8})?");

    private static final Pattern NUMBERS = Pattern.compile("[vV]?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?");

    /** {@return what a text is that is no semantic version} */
    static ForeignVersion of(SourceLocation location, String key, String written) {
        boolean shown = LIKE_A_VERSION.matcher(written).matches() && !SecretNames.isSecret(key);
        Matcher numbers = NUMBERS.matcher(written);
        return new ForeignVersion(
                location,
                key,
                "what stands at " + key + (shown ? ", " + written + "," : "")
                        + " is not a semantic version (major.minor.patch)",
                shown && numbers.matches()
                        ? SemanticVersion.parse(
                                number(numbers, 1) + "." + number(numbers, 2) + "." + number(numbers, 3))
                        : Optional.empty());
    }

    private static String number(Matcher numbers, int group) {
        String digits = numbers.group(group);
        return digits == null ? "0" : String.valueOf(Integer.parseInt(digits));
    }

    /** {@return the version that a chart gives to itself} */
    static ForeignVersion ofChart(SourceLocation location, String key) {
        return new ForeignVersion(
                location, key, "what stands at " + key + " is the version of the chart itself", Optional.empty());
    }

    /** {@return how to write it when it is the file's version; empty when it is surely not} */
    String correction() {
        return meant.map(version -> "write " + version + " there if it is the file's version; else ")
                .orElse("");
    }
}
