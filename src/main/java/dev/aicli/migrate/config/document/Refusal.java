package dev.aicli.migrate.config.document;

/** Why an edit is not made. Each reason is counted and reported by its name. */
public enum Refusal {
    ALIAS("reached through an alias: the value stands elsewhere"),
    ANCHOR("an anchor would no longer stand before all of its aliases"),
    COMPLEX_KEY("an entry with a complex '?' key"),
    COMMENT_LOST("a comment would be lost"),
    FLOW("does not fit into a flow collection"),
    FLOW_COMMENT("comments between the entries of a flow collection"),
    SINGLE_PAIR("a single-pair entry of a flow sequence"),
    LINE_SHARED("shares its line with other syntax"),
    LINE_BREAKS("lines that end with a lone carriage return"),
    PART_LOST("a part of the value would be lost"),
    REFERENCED("other values refer to it"),
    CONFLICT("something else is there already"),
    MISSING("not there"),
    TYPE("a value of another kind"),
    VALUE("a value that cannot be taken apart or written"),
    DUPLICATE("the same name stands there twice"),
    SELF_CHECK("the result does not read back as intended");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** {@return the reason in words} */
    public String text() {
        return text;
    }
}
