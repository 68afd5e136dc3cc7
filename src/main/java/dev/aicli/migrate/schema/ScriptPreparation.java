package dev.aicli.migrate.schema;

import dev.aicli.migrate.engine.Step;
import dev.aicli.migrate.model.Checksums;
import dev.aicli.migrate.model.MigrateException;
import dev.aicli.migrate.model.Script;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import dev.aicli.migrate.model.ValidationException;
import dev.aicli.migrate.schema.ExecutionSettings.TransactionScope;
import dev.aicli.migrate.schema.sql.OwnTransactions;
import dev.aicli.migrate.schema.sql.RunBars;
import dev.aicli.migrate.schema.sql.ScriptOptions;
import dev.aicli.migrate.schema.sql.ScriptScanner;
import dev.aicli.migrate.schema.sql.ScriptSummary;
import dev.aicli.migrate.schema.sql.SourcePosition;
import dev.aicli.migrate.schema.sql.SqlDialect;
import dev.aicli.migrate.schema.sql.SqlScript;
import dev.aicli.migrate.schema.sql.SqlStatement;
import dev.aicli.migrate.schema.sql.SqlSyntaxException;
import dev.aicli.migrate.schema.sql.TransactionObstacle;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads scripts before anything is executed: whether they can be parsed, and how each has to be run. */
final class ScriptPreparation {
    private final SqlDialect dialect;
    private final IdentityHashMap<Script, Scan> scans = new IdentityHashMap<>();

    ScriptPreparation(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Decides how a step's script is to be run.
     *
     * @throws ValidationException when it cannot be run as it is
     */
    PreparedScript prepare(Step step, TransactionScope scope) {
        Script script = step.script();
        Scan scan = scanned(script);
        ScriptSummary summary = scan.summary();
        Optional<TransactionObstacle> inOwn = summary.firstObstacleInOwnTransaction();
        OwnTransactions own = summary.transactions();
        if (own.form() == OwnTransactions.Form.UNBALANCED) {
            throw refusal(
                    script,
                    own.unbalanced(),
                    "BEGIN and COMMIT do not match",
                    "complete the transaction, or leave BEGIN and COMMIT out: each migration is a transaction anyway");
        }
        if (inOwn.isPresent()) {
            throw refusal(
                    script,
                    inOwn.get().position(),
                    inOwn.get().reason() + ", and the file puts it into one",
                    "take it out of the file's own BEGIN … COMMIT, best into a migration of its own");
        }
        PreparedScript.Mode mode = mode(summary);
        if (mode == PreparedScript.Mode.AS_WRITTEN && own.savepointOutside() != null) {
            throw refusal(
                    script,
                    own.savepointOutside(),
                    "a savepoint needs a transaction around it, and this file runs statement by statement",
                    "put BEGIN and COMMIT around the statements that belong together");
        }
        if (mode == PreparedScript.Mode.AS_WRITTEN && scope == TransactionScope.RUN) {
            SourcePosition place = summary.firstObstacle()
                    .map(TransactionObstacle::position)
                    .orElse(own.starts().isEmpty() ? null : own.starts().get(0));
            throw refusal(
                    script,
                    place,
                    "the run is to be one transaction, and "
                            + summary.firstObstacle()
                                    .map(TransactionObstacle::reason)
                                    .orElse("this file asks for none, or has several of its own"),
                    "apply the migrations up to this one without `--transaction run`, then the rest");
        }
        if (scope == TransactionScope.RUN
                && (summary.sessionSettings().contains("foreign_keys")
                        || summary.directives().foreignKeysOff())) {
            throw refusal(
                    script,
                    null,
                    "the run is to be one transaction, and this file switches foreign keys, which works outside of one only",
                    "apply this migration without `--transaction run`");
        }
        return new PreparedScript(step, summary, checksums(step, scan), mode);
    }

    /**
     * Refuses steps that are to be one transaction when one of them cannot be in one with an earlier one.
     *
     * @throws ValidationException that names both
     */
    void requireOneTransaction(List<Step> steps) {
        Optional<RunBars> found = dialect.runBars();
        if (found.isEmpty()) {
            return;
        }
        RunBars bars = found.get();
        for (Step step : steps) {
            Script script = step.script();
            try (SqlScript statements = SqlScript.open(script.open(), dialect, options(script))) {
                for (SqlStatement next = statements.next(); next != null; next = statements.next()) {
                    Optional<String> bar = bars.of(next, script.name());
                    if (bar.isPresent()) {
                        throw refusal(
                                script,
                                next.start(),
                                bar.get(),
                                "apply the migrations before this one without `--transaction run`, then the rest");
                    }
                }
            } catch (IOException e) {
                throw unreadable(script, e);
            }
        }
    }

    private static PreparedScript.Mode mode(ScriptSummary summary) {
        boolean asWritten = summary.directives().noTransaction()
                || summary.firstObstacle().isPresent()
                || summary.transactions().form() == OwnTransactions.Form.AS_WRITTEN;
        return asWritten ? PreparedScript.Mode.AS_WRITTEN : PreparedScript.Mode.TRANSACTION;
    }

    /** The up script is what a migration is known by; when only its way back is left, that. */
    private Checksums checksums(Step step, Scan scan) {
        Script known = step.migration().up().orElse(step.script());
        Scan ofKnown = known.equals(step.script()) ? scan : scanned(known);
        return new Checksums(ofKnown.byteChecksum(), ofKnown.summary().tokenChecksum());
    }

    private record Scan(ScriptSummary summary, String byteChecksum) {}

    /** A script is read once, however often it is planned, and for both of its checksums: it may be large. */
    private Scan scanned(Script script) {
        Scan known = scans.get(script);
        if (known == null) {
            known = read(script);
            scans.put(script, known);
        }
        return known;
    }

    private Scan read(Script script) {
        MessageDigest digest = Sha256.digest();
        try (DigestInputStream in = new DigestInputStream(script.open(), digest)) {
            ScriptSummary summary = scan(script, in);
            return new Scan(summary, script.isWholeFile() ? Sha256.of(digest) : script.byteChecksum());
        } catch (IOException e) {
            throw unreadable(script, e);
        }
    }

    /**
     * {@return what one pass over the script finds out}
     *
     * @throws ValidationException when it is no SQL
     */
    ScriptSummary scan(Script script) {
        try (InputStream in = script.open()) {
            return scan(script, in);
        } catch (IOException e) {
            throw unreadable(script, e);
        }
    }

    private ScriptSummary scan(Script script, InputStream in) throws IOException {
        try {
            return ScriptScanner.scan(in, dialect, options(script));
        } catch (SqlSyntaxException e) {
            throw refusal(script, e.position(), e.sentence(), "correct the file; nothing was applied");
        }
    }

    static ScriptOptions options(Script script) {
        return ScriptOptions.defaults().withGooseMarkers().startingAtLine(script.firstLine());
    }

    static MigrateException unreadable(Script script, IOException e) {
        return new UsageException("cannot read " + script.name() + ": " + FileReasons.of(e), e)
                .next("see that the file is there and readable");
    }

    private static MigrateException refusal(
            Script script, @Nullable SourcePosition place, String message, String next) {
        return new ValidationException(message).at(location(script, place)).next(next);
    }

    static SourceLocation location(Script script, @Nullable SourcePosition place) {
        return place == null
                ? SourceLocation.of(script.name())
                : new SourceLocation(script.name(), Math.toIntExact(place.line()), Math.toIntExact(place.column()));
    }
}
