package dev.aicli.migrate.platform.sqlite.compatibility;

import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.release.compatibility.DatabaseRules;
import dev.aicli.migrate.release.compatibility.Rule;
import java.util.List;

/** What is asked of a SQLite file. */
public final class SqliteRules implements DatabaseRules {
    private final SqliteDatabase database;

    public SqliteRules(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public List<Rule> rules() {
        return List.of(new WritableRule(database));
    }
}
