package dev.aicli.migrate.schema;

import dev.aicli.migrate.schema.sql.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that the server refused. Carried from the session to the place that knows script and file. */
public final class StatementFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable SqlStatement statement;
    private final String during;
    private final long dataLine;
    private final SQLException reason;
    private boolean lockLost;

    private StatementFailure(@Nullable SqlStatement statement, String during, long dataLine, SQLException reason) {
        super(reason);
        this.statement = statement;
        this.during = during;
        this.dataLine = dataLine;
        this.reason = reason;
    }

    /** A statement of the script failed. */
    public static StatementFailure of(SqlStatement statement, SQLException reason) {
        return new StatementFailure(statement, "", 0, reason);
    }

    /** A line of inline data was refused. */
    public static StatementFailure inData(SqlStatement statement, long line, SQLException reason) {
        return new StatementFailure(statement, "", line, reason);
    }

    /** A statement of our own failed. */
    public static StatementFailure during(String what, SQLException reason) {
        return new StatementFailure(null, what, 0, reason);
    }

    /**
     * A transaction has asked whether the run's lock is still its own, and it is not.
     *
     * @param reason how the database said so
     */
    public static StatementFailure lockLost(SQLException reason) {
        StatementFailure failure = new StatementFailure(null, "looking at the migration lock", 0, reason);
        failure.lockLost = true;
        return failure;
    }

    /** {@return whether the run has lost its lock} */
    boolean isLockLost() {
        return lockLost;
    }

    /** {@return the script's statement; empty when it was one of ours} */
    public Optional<SqlStatement> statement() {
        return Optional.ofNullable(statement);
    }

    /** {@return what we were doing, when it was none of the script's} */
    public String during() {
        return during;
    }

    /** {@return the line of the script that holds the refused data; 0 when it is not about data} */
    long dataLine() {
        return dataLine;
    }

    /** {@return what the driver reported} */
    public SQLException reason() {
        return reason;
    }
}
