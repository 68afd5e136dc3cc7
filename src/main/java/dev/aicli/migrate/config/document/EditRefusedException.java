package dev.aicli.migrate.config.document;

/** An edit that cannot be made soundly. Nothing was changed. The message quotes no values. */
public final class EditRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal reason;
    private final transient TextPosition position;

    public EditRefusedException(Refusal reason, TextPosition position) {
        this(reason, position, "");
    }

    public EditRefusedException(Refusal reason, TextPosition position, String detail) {
        super(detail.isEmpty() ? reason.text() : reason.text() + ": " + detail);
        this.reason = reason;
        this.position = position;
    }

    public Refusal reason() {
        return reason;
    }

    /** {@return where in the document the obstacle is} */
    public TextPosition position() {
        return position;
    }
}
