package dev.aicli.migrate.config.document.yaml;

import org.jspecify.annotations.Nullable;

/**
 * What a parser reports, without its place. Two texts with equal lists of events say the same in the same style.
 *
 * @param value of a scalar, decoded; the anchor's name for an alias; else empty
 */
public record YamlEvent(
        Kind kind, @Nullable String anchor, @Nullable String tag, String value, Style style) {
    /** What the event is. */
    public enum Kind {
        DOCUMENT_START,
        DOCUMENT_END,
        MAPPING_START,
        MAPPING_END,
        SEQUENCE_START,
        SEQUENCE_END,
        SCALAR,
        ALIAS
    }

    /** How it is written. Document events know explicit and implicit. */
    public enum Style {
        NONE,
        EXPLICIT,
        BLOCK,
        FLOW,
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED;

        boolean isBlockScalar() {
            return this == LITERAL || this == FOLDED;
        }
    }

    static final YamlEvent MAPPING_END = new YamlEvent(Kind.MAPPING_END, null, null, "", Style.NONE);
    static final YamlEvent SEQUENCE_END = new YamlEvent(Kind.SEQUENCE_END, null, null, "", Style.NONE);

    static final YamlEvent DOCUMENT_START = new YamlEvent(Kind.DOCUMENT_START, null, null, "", Style.NONE);
    static final YamlEvent DOCUMENT_END = new YamlEvent(Kind.DOCUMENT_END, null, null, "", Style.NONE);

    static YamlEvent scalar(String value, Style style) {
        return new YamlEvent(Kind.SCALAR, null, null, value, style);
    }

    static YamlEvent mappingStart(Style style) {
        return new YamlEvent(Kind.MAPPING_START, null, null, "", style);
    }

    static YamlEvent sequenceStart(Style style) {
        return new YamlEvent(Kind.SEQUENCE_START, null, null, "", style);
    }

    /** {@return this event with the anchor and tag of another} */
    YamlEvent withPropertiesOf(YamlEvent other) {
        return new YamlEvent(kind, other.anchor, other.tag, value, style);
    }

    /** Values may be secrets: only the kind is shown. */
    @Override
    public String toString() {
        return kind + " " + style;
    }
}
