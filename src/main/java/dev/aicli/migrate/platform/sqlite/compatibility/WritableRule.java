package dev.aicli.migrate.platform.sqlite.compatibility;

import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.Situation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Can the file and its folder be written to? */
final class WritableRule implements Rule {
    private static final String EXPECTED = "a database that can be written to";

    private final SqliteDatabase database;

    WritableRule(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Code code() {
        return Code.WRITABLE;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.schema().map(side -> List.of(verdict())).orElse(List.of());
    }

    private CheckResult verdict() {
        Path file = database.url().path();
        Path folder = file.toAbsolutePath().getParent();
        boolean writable = Files.exists(file)
                ? Files.isWritable(file) && (folder == null || Files.isWritable(folder))
                : folder == null || !Files.exists(folder) || Files.isWritable(folder);
        return writable && !database.isReadOnly()
                ? CheckResult.pass(code(), file.getFileName() + " is writable", EXPECTED)
                : CheckResult.fail(
                        code(),
                        file.getFileName() + " or its folder is not writable",
                        EXPECTED,
                        "give this user the right to write the file and its folder");
    }
}
