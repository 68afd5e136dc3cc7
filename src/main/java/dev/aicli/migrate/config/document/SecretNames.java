package dev.aicli.migrate.config.document;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells which names hold secrets, so that their values are masked wherever a person or a log could read them. */
public final class SecretNames {
    /** What is shown in place of a secret. */
    public static final String MASK = "********";

    private static final Pattern SECRET =
            Pattern.compile("passw(or)?d|passphrase|pwd|secret|token|credential|api_?key|private_?key|access_?key"
                    + "|secret_?key|signing_?key|encryption_?key|(^|_)key$|(^|_)salt($|_)|(^|_)dsn$|(^|_)auth$");

    private static final Pattern URL_PASSWORD = Pattern.compile("(?<=://)([^/@\\s:]*):(\\S*)@");

    private SecretNames() {}

    /** {@return whether the last named step of the path, or a step above it, says that a secret is below} */
    public static boolean isSecret(ConfigPath path) {
        return path.steps().stream().anyMatch(step -> step instanceof PathStep.Key key && isSecret(key.name()));
    }

    /** {@return whether a key or variable of that name usually holds a secret} */
    public static boolean isSecret(String name) {
        String snake = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replace('-', '_')
                .replace('.', '_');
        return SECRET.matcher(snake).find();
    }

    /** {@return the value as it may be shown: masked as a whole under a secret name, else without URL passwords} */
    public static String mask(String name, String value) {
        if (isSecret(name) && !value.isEmpty()) {
            return MASK;
        }
        return URL_PASSWORD.matcher(value).replaceAll("$1:" + MASK + "@");
    }
}
