package dev.aicli.migrate.config.document;

import dev.aicli.migrate.database.SecretWords;
import java.util.regex.Pattern;

/** Tells which names hold secrets, so that their values are masked wherever a person or a log could read them. */
public final class SecretNames {
    /** What is shown in place of a secret. */
    public static final String MASK = "********";

    private static final Pattern URL_PASSWORD = Pattern.compile("(?<=://)([^/@\\s:]*):(\\S*)@");

    private SecretNames() {}

    /** {@return whether the last named step of the path, or a step above it, says that a secret is below} */
    public static boolean isSecret(ConfigPath path) {
        int last = path.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            if (path.steps().get(i) instanceof PathStep.Key key
                    && (i == last ? isSecret(key.name()) : isSecretSection(key.name()))) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a key or variable of that name usually holds a secret} */
    public static boolean isSecret(String name) {
        return SecretWords.isSecret(name);
    }

    /** {@return whether whatever stands in a section of that name, under whatever key, may be a secret} */
    public static boolean isSecretSection(String name) {
        return SecretWords.isSecret(name) && !SecretWords.isSubject(name);
    }

    /** {@return the value as it may be shown: masked as a whole under a secret name, else without URL passwords} */
    public static String mask(String name, String value) {
        if (isSecret(name) && !value.isEmpty()) {
            return MASK;
        }
        return URL_PASSWORD.matcher(value).replaceAll("$1:" + MASK + "@");
    }
}
