package dev.aicli.migrate.config.migration;

/** A configuration file's content. */
public record ConfigText(String name, ConfigFormat format, String text) {
    /** {@return a text whose format its name says} */
    public static ConfigText of(String name, String text) {
        return new ConfigText(name, ConfigFormat.of(name).orElseThrow(), text);
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "ConfigText[" + name + "]";
    }
}
