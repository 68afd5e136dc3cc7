package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.platform.sqlite.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Can the database be written to at all? */
final class WritableRule implements Rule {
    private static final String EXPECTED = "a database that can be written to";

    @Override
    public Code code() {
        return Code.WRITABLE;
    }

    @Override
    public List<Verdict> check(Situation situation) {
        return situation.schema().map(side -> List.of(verdict(side))).orElse(List.of());
    }

    private Verdict verdict(SchemaSide side) {
        if (side.database() instanceof SqliteDatabase sqlite) {
            Path file = sqlite.url().path();
            Path folder = file.toAbsolutePath().getParent();
            boolean writable = Files.exists(file)
                    ? Files.isWritable(file) && (folder == null || Files.isWritable(folder))
                    : folder == null || !Files.exists(folder) || Files.isWritable(folder);
            return writable && !sqlite.url().readOnly()
                    ? Verdict.pass(code(), file.getFileName() + " is writable", EXPECTED)
                    : Verdict.fail(
                            code(),
                            file.getFileName() + " or its folder is not writable",
                            EXPECTED,
                            "give this user the right to write the file and its folder");
        }
        if (side.value("SELECT pg_catalog.pg_is_in_recovery()").equals("t")) {
            return Verdict.fail(
                    code(),
                    "the server is a standby",
                    EXPECTED,
                    "connect to the primary: target_session_attrs=read-write");
        }
        return side.value("SELECT pg_catalog.current_setting('transaction_read_only')")
                        .equals("on")
                ? Verdict.fail(
                        code(),
                        "transactions are read-only by default (default_transaction_read_only)",
                        EXPECTED,
                        "connect as a user, or to a database, without that setting")
                : Verdict.pass(code(), "the server takes writes", EXPECTED);
    }
}
