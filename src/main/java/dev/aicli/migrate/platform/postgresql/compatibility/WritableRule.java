package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.List;

/** Does the server take writes? */
final class WritableRule implements Rule {
    private static final String EXPECTED = "a database that can be written to";

    @Override
    public Code code() {
        return Code.WRITABLE;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.schema().map(side -> List.of(verdict(side))).orElse(List.of());
    }

    private CheckResult verdict(SchemaSide side) {
        if (side.value("SELECT pg_catalog.pg_is_in_recovery()").equals("t")) {
            return CheckResult.fail(
                    code(),
                    "the server is a standby",
                    EXPECTED,
                    "connect to the primary: target_session_attrs=read-write");
        }
        return side.value("SELECT pg_catalog.current_setting('transaction_read_only')")
                        .equals("on")
                ? CheckResult.fail(
                        code(),
                        "transactions are read-only by default (default_transaction_read_only)",
                        EXPECTED,
                        "connect as a user, or to a database, without that setting")
                : CheckResult.pass(code(), "the server takes writes", EXPECTED);
    }
}
