package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.SqlMasking;
import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.history.RunLock;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.MigrationFailedException;
import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.schema.sql.SqlStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what a server refused into what a person can act on. */
final class ScriptErrors {
    private static final int EXCERPT_LINES = 5;
    private static final String LEFT_NOTHING = "the migration left nothing behind; ";
    private static final String STATEMENT_STOPPED = "57014";
    private static final String CHECKING = "checking";

    /** Something that is named is not there, perhaps because it is looked for in another place. */
    private static final Set<String> NAMES = Set.of("42P01", "42883", "42704", "3F000");

    private final SqlSession session;
    private final Predicate<Step> sessionChanged;
    private final HistoryNames names;

    /** Errors of scripts of which nothing else is known. */
    ScriptErrors(SqlSession session) {
        this(session, step -> false, new HistoryNames(Optional.empty(), ""));
    }

    /**
     * Errors of scripts.
     *
     * @param sessionChanged whether a script that ran before the step's set where names are looked for
     * @param names what our tables are called, which a script may meet
     */
    ScriptErrors(SqlSession session, Predicate<Step> sessionChanged, HistoryNames names) {
        this.session = session;
        this.sessionChanged = sessionChanged;
        this.names = names;
    }

    /** {@return a failure that left nothing behind} */
    MigrateException undone(Step step, StatementFailure failure) {
        if (failure.isLockLost()) {
            return RunLock.lost();
        }
        if (session.isConnectionLoss(failure.reason())) {
            return describe(
                            new ConnectionException(
                                    "the connection was lost during "
                                            + step.migration().label() + ": " + message(failure.reason()),
                                    failure.reason()),
                            step,
                            failure)
                    .next("run the same command again: the server rolled the migration back, unless the connection was"
                            + " lost after its commit, and then history has it");
        }
        MigrateException exception =
                describe(new MigrationFailedException(headline(step, failure), failure.reason()), step, failure);
        return exception.next(ownName(failure.reason()).orElseGet(() -> nextAfterUndone(step, failure)));
    }

    /** {@return what to do when the script meets one of our names, which its author knows nothing of} */
    private Optional<String> ownName(SQLException reason) {
        String message = message(reason);
        boolean meets = message.contains("already exists")
                || message.contains("is a view")
                || message.contains("is not a table")
                || message.contains("to delete view");
        return names.tables().stream()
                .filter(name -> meets && (message.contains("\"" + name + "\"") || message.contains(" " + name + " ")))
                .findFirst()
                .map(name -> LEFT_NOTHING
                        + (name.equals(names.versionViewName())
                                ? name
                                        + " is a view of aicli-web's history, for people to look at: nothing needs it, so"
                                        + " where the migrations need the name, `DROP VIEW " + names.versionView()
                                        + "` and run again; to keep both, give aicli-web's tables a schema or a prefix"
                                        + " (history.schema, history.prefix) before the first run"
                                : name + " belongs to aicli-web's history: give the script's table another name, or"
                                        + " aicli-web's tables a schema or a prefix (history.schema, history.prefix)"
                                        + " before the first run"));
    }

    /** {@return a failure that left something behind} */
    MigrateException partial(Step step, StatementFailure failure, long done, long total) {
        if (failure.isLockLost()) {
            return RunLock.lost();
        }
        return describe(
                        new PartialStateException(
                                headline(step, failure) + " — " + done + " of " + total
                                        + " statements had taken effect, and stay",
                                failure.reason()),
                        step,
                        failure)
                .next("remove the cause, then `migrate resume` goes on at this statement; `migrate status` shows where"
                        + " it stands; `migrate force` overrides");
    }

    private static String headline(Step step, StatementFailure failure) {
        String doing = failure.during().isEmpty() ? "" : " (while " + failure.during() + ")";
        return step.migration().label() + " failed" + (step.direction().word().equals("down") ? " going down" : "")
                + doing + ": " + message(failure.reason());
    }

    private MigrateException describe(MigrateException exception, Step step, StatementFailure failure) {
        exception.at(location(step, failure));
        failure.statement()
                .ifPresent(statement ->
                        exception.detail("statement", Excerpts.firstLines(statement.text(), EXCERPT_LINES)));
        SQLException reason = failure.reason();
        exception.detail("sqlstate", reason.getSQLState());
        serverMessage(reason)
                .ifPresent(server -> exception
                        .detail("detail", masked(server.getDetail()))
                        .detail("hint", masked(server.getHint()))
                        .detail("context", masked(server.getWhere())));
        if (session.isLockFailure(reason) || STATEMENT_STOPPED.equals(reason.getSQLState())) {
            exception.detail("blocked by", String.join("\n", session.blockers(failure)));
        }
        return exception;
    }

    /** {@return the first line of what the server said, without what we show by itself} */
    static String message(SQLException reason) {
        String message = serverMessage(reason)
                .map(ServerErrorMessage::getMessage)
                .orElseGet(() -> String.valueOf(reason.getMessage()));
        return SqlMasking.mask(message.strip());
    }

    private static @Nullable String masked(@Nullable String text) {
        return text == null ? null : SqlMasking.mask(text);
    }

    private static Optional<ServerErrorMessage> serverMessage(SQLException reason) {
        return reason instanceof PSQLException fromServer
                ? Optional.ofNullable(fromServer.getServerErrorMessage())
                : Optional.empty();
    }

    private static SourceLocation location(Step step, StatementFailure failure) {
        String file = step.script().name();
        if (failure.dataLine() > 0) {
            return new SourceLocation(file, Math.toIntExact(failure.dataLine()), 0);
        }
        Optional<SqlStatement> statement = failure.statement();
        if (statement.isEmpty()) {
            return SourceLocation.of(file);
        }
        int position = serverMessage(failure.reason())
                .map(ServerErrorMessage::getPosition)
                .orElse(0);
        return ScriptPreparation.location(
                step.script(),
                position > 0
                        ? statement.get().positionAt(position)
                        : statement.get().start());
    }

    private String nextAfterUndone(Step step, StatementFailure failure) {
        SQLException reason = failure.reason();
        String state = String.valueOf(reason.getSQLState());
        if (session.isLockFailure(reason)) {
            return LEFT_NOTHING + "end the blocking session or wait for it, then run again; or wait longer with"
                    + " --lock-timeout";
        }
        Optional<String> ofDatabase = session.advice(reason);
        if (ofDatabase.isEmpty()) {
            return LEFT_NOTHING + "run again when the cause is gone";
        }
        boolean isOurs = failure.statement().isEmpty() && !failure.during().startsWith(CHECKING);
        if (isOurs && ofDatabase.get().contains("the file")) {
            return LEFT_NOTHING + "see that the history's tables are as they were made, and run again";
        }
        String note = NAMES.contains(state) && sessionChanged.test(step)
                ? " (each migration starts with a fresh session: a search_path or role set by an earlier file does not"
                        + " reach this one)"
                : "";
        return LEFT_NOTHING + ofDatabase.get() + note;
    }
}
