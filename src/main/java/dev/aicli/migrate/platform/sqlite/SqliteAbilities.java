package dev.aicli.migrate.platform.sqlite;

import dev.aicli.migrate.backup.DatabaseCopies;
import dev.aicli.migrate.backup.DatabaseIdentity;
import dev.aicli.migrate.backup.TemporaryDatabaseSupport;
import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.database.Abilities;
import dev.aicli.migrate.platform.sqlite.backup.FileIdentity;
import dev.aicli.migrate.platform.sqlite.backup.SqliteCopies;
import dev.aicli.migrate.platform.sqlite.backup.SqliteTemporaryDatabase;
import dev.aicli.migrate.platform.sqlite.backup.SqliteWhole;
import dev.aicli.migrate.platform.sqlite.catalogue.SqliteCatalogueReader;
import dev.aicli.migrate.platform.sqlite.compatibility.SqliteRules;
import dev.aicli.migrate.platform.sqlite.connection.SqliteDatabase;
import dev.aicli.migrate.platform.sqlite.session.SqliteScripts;
import dev.aicli.migrate.release.compatibility.DatabaseRules;
import dev.aicli.migrate.schema.SqlScripts;
import dev.aicli.migrate.schema.catalogue.CatalogueReading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What SQLite can do. Nothing of an ability is loaded before somebody asks for it. */
final class SqliteAbilities implements Abilities<SqliteDatabase> {
    @Override
    public <A> Optional<A> of(SqliteDatabase database, Class<A> ability) {
        return Optional.ofNullable(find(database, ability)).map(ability::cast);
    }

    private static @Nullable Object find(SqliteDatabase database, Class<?> ability) {
        if (ability == SqlScripts.class) {
            return new SqliteScripts(database);
        }
        if (ability == CatalogueReading.class) {
            return (CatalogueReading) names -> new SqliteCatalogueReader(database, names);
        }
        if (ability == DatabaseIdentity.class) {
            return new FileIdentity(database);
        }
        if (ability == DatabaseCopies.class) {
            return new SqliteCopies(database);
        }
        if (ability == TemporaryDatabaseSupport.class) {
            return (TemporaryDatabaseSupport)
                    (programs, temporary) -> cancellation -> SqliteTemporaryDatabase.make(database, temporary);
        }
        if (ability == WholeDatabase.class) {
            return new SqliteWhole(database);
        }
        return ability == DatabaseRules.class ? new SqliteRules(database) : null;
    }
}
