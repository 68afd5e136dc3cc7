package dev.aicli.migrate.config.document;

import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;

/** A text that is not a document of its format, or is beyond the limits. The message quotes no values of it. */
public final class DocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TextPosition position;

    public DocumentException(TextPosition position, String problem) {
        super(problem);
        this.position = position;
    }

    /** {@return where the text goes wrong} */
    public TextPosition position() {
        return position;
    }

    /** {@return what is wrong, without the place} */
    public String problem() {
        return String.valueOf(getMessage());
    }

    /** {@return this as the error that a command stops with, naming the file} */
    public MigrateException in(String file) {
        return new ValidationException(file + " cannot be read: " + problem(), this)
                .at(new SourceLocation(file, position.line(), position.column()));
    }
}
