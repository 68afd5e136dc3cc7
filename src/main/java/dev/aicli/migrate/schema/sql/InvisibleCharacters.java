package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Characters that nobody sees, and that databases read as part of a name: they come with text that was copied from a
 * page or a chat, or where files were joined that begin with a byte order mark.
 */
final class InvisibleCharacters {
    private InvisibleCharacters() {}

    /**
     * {@return what to say of the first invisible character in a word; null when there is none}
     *
     * @param bytes UTF-8
     */
    static @Nullable String complaint(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        if (i == to) {
            return null;
        }
        String word = new String(bytes, from, to - from, UTF_8);
        return word.codePoints()
                .filter(InvisibleCharacters::isInvisible)
                .mapToObj(character -> String.format(
                        Locale.ROOT,
                        "there is an invisible character here, U+%04X (%s): outside of quotes it is read as part of a"
                                + " name; delete it, or write an ordinary space",
                        character,
                        name(character)))
                .findFirst()
                .orElse(null);
    }

    /** U+200C and U+200D are letters' companions in some scripts. */
    private static boolean isInvisible(int character) {
        return character >= 0x80
                && character != 0x200C
                && character != 0x200D
                && (Character.isSpaceChar(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.CONTROL);
    }

    /** By hand: the table of all characters' names is large, and not in every build. */
    private static String name(int character) {
        return switch (character) {
            case 0x85 -> "next line";
            case 0xA0 -> "no-break space";
            case 0xAD -> "soft hyphen";
            case 0x200B -> "zero width space";
            case 0x2028 -> "line separator";
            case 0x2029 -> "paragraph separator";
            case 0x202F -> "narrow no-break space";
            case 0x2060 -> "word joiner";
            case 0x3000 -> "ideographic space";
            case 0xFEFF -> "byte order mark";
            default -> Character.isSpaceChar(character) ? "a space" : "a control character";
        };
    }
}
