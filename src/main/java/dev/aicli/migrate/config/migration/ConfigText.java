package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.FormerPlace;
import dev.aicli.migrate.config.document.TextPosition;

/**
 * A configuration file's content.
 *
 * @param original the text as the file's owner has it, which places are told in; another one when migrations changed it
 *     before
 */
public record ConfigText(String name, ConfigFormat format, String text, String original) {
    /** A text that nothing changed before. */
    public ConfigText(String name, ConfigFormat format, String text) {
        this(name, format, text, text);
    }

    /** {@return a text whose format its name says} */
    public static ConfigText of(String name, String text) {
        return new ConfigText(name, ConfigFormat.of(name).orElseThrow(), text);
    }

    /** {@return where a position in a later text of the file is in the file that its owner has} */
    FormerPlace place(String later, TextPosition position) {
        return FormerPlace.of(original, later, position);
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "ConfigText[" + name + "]";
    }
}
