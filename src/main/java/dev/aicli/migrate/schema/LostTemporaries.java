package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.PartialStateException;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.StatementKind;
import dev.aicli.migrate.schema.sql.TemporaryNames;
import dev.aicli.migrate.schema.sql.TemporaryNames.Temporary;
import java.io.IOException;
import java.util.Optional;

/** What the done part of a script made for its session, which was gone with the run that stopped. */
final class LostTemporaries {
    private static final int EXCERPT_LINES = 5;

    private LostTemporaries() {}

    /**
     * Refuses to go on with a script that needs what is lost.
     *
     * @param done the number of statements that took effect
     */
    static void requireNone(Script script, SqlDialect dialect, long done) {
        TemporaryNames temporaries = new TemporaryNames(dialect);
        try (SqlScript statements = SqlScript.open(script.open(), dialect, ScriptPreparation.options(script))) {
            for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                boolean needed = next.number() > done || next.kind() instanceof StatementKind.SessionChange;
                Optional<Temporary> lost = needed ? temporaries.namedBy(next) : Optional.empty();
                if (lost.isPresent()) {
                    throw refusal(script, next, lost.get(), done);
                }
                if (next.number() <= done) {
                    temporaries.follow(next);
                } else {
                    temporaries.forgetMadeAgainBy(next);
                }
            }
        } catch (IOException e) {
            throw ScriptPreparation.unreadable(script, e);
        }
    }

    private static PartialStateException refusal(Script script, SqlStatement use, Temporary lost, long done) {
        PartialStateException exception = new PartialStateException("this statement needs " + lost.name()
                + ", which line " + lost.made().line() + " made for its session only, and which was gone with the run"
                + " that stopped");
        exception
                .at(ScriptPreparation.location(script, use.start()))
                .detail("statement", Excerpts.firstLines(use.text(), EXCERPT_LINES));
        if (use.number() > done) {
            exception.next("write what makes and fills " + lost.name() + " once more, in front of this statement (what"
                    + " was not executed yet may be changed), then `migrate resume`");
        } else {
            exception.next("do by hand what is left to do, then `migrate force`");
        }
        return exception;
    }
}
