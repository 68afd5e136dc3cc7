package dev.aicli.migrate.database;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names tell that a secret stands under them: keys, variables, columns, words of SQL. */
public final class SecretWords {
    private static final Pattern CAMEL = Pattern.compile("([a-z0-9])([A-Z])");

    private static final Pattern PASSWORD =
            Pattern.compile("passw|passphrase|passcode|passkey|pwd|secret|token|credential|bearer|api_?key|private_?key"
                    + "|access_?key|signing_?key|encryption_?key|(?:^|_)(?:pass|pw|psk|jwt)[0-9]{0,9}$"
                    + "|(?<!by|com|sur|tres|over|under)pass[0-9]{0,9}$");

    /** Of a key in a file; in a text or a statement they are ordinary words. */
    private static final Pattern OTHER = Pattern.compile("(?:^|_)key$|(?:^|_)salt(?:$|_)|(?:^|_)dsn$|(?:^|_)auth$");

    private SecretWords() {}

    /** {@return whether a key or variable of that name usually holds a secret} */
    public static boolean isSecret(String name) {
        String snake = snake(name);
        return PASSWORD.matcher(snake).find() || OTHER.matcher(snake).find();
    }

    /**
     * {@return whether the name of a secret is also that of a section which tells how such secrets are made and used}
     * Under {@code jwt} stand the algorithm and the time that a token lives.
     */
    public static boolean isSubject(String name) {
        return snake(name).endsWith("jwt");
    }

    /** {@return whether what follows that word in a text or a statement may be a secret} */
    static boolean isPassword(String word) {
        String snake = snake(word);
        return PASSWORD.matcher(snake).find() && !snake.endsWith("_file") && !snake.endsWith("_path");
    }

    private static String snake(String name) {
        return CAMEL.matcher(name)
                .replaceAll("$1_$2")
                .toLowerCase(Locale.ROOT)
                .replace('-', '_')
                .replace('.', '_');
    }
}
