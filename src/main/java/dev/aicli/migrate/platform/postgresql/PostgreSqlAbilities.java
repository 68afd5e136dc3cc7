package dev.aicli.migrate.platform.postgresql;

import dev.aicli.migrate.backup.DatabaseCopies;
import dev.aicli.migrate.backup.DatabaseIdentity;
import dev.aicli.migrate.backup.RestorePoints;
import dev.aicli.migrate.backup.TemporaryDatabaseSupport;
import dev.aicli.migrate.backup.WholeDatabase;
import dev.aicli.migrate.database.Abilities;
import dev.aicli.migrate.database.Server;
import dev.aicli.migrate.history.SessionLocks;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlCopies;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlTemporaryDatabase;
import dev.aicli.migrate.platform.postgresql.backup.PostgreSqlWhole;
import dev.aicli.migrate.platform.postgresql.backup.RestorePoint;
import dev.aicli.migrate.platform.postgresql.backup.ServerIdentity;
import dev.aicli.migrate.platform.postgresql.catalogue.PostgreSqlCatalogueReader;
import dev.aicli.migrate.platform.postgresql.compatibility.PostgreSqlRules;
import dev.aicli.migrate.platform.postgresql.connection.AdvisoryLocks;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlServer;
import dev.aicli.migrate.platform.postgresql.session.PostgreSqlScripts;
import dev.aicli.migrate.release.compatibility.DatabaseRules;
import dev.aicli.migrate.schema.SqlScripts;
import dev.aicli.migrate.schema.catalogue.CatalogueReading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL can do. Nothing of an ability is loaded before somebody asks for it. */
final class PostgreSqlAbilities implements Abilities<PostgreSqlDatabase> {
    @Override
    public <A> Optional<A> of(PostgreSqlDatabase database, Class<A> ability) {
        return Optional.ofNullable(find(database, ability)).map(ability::cast);
    }

    private static @Nullable Object find(PostgreSqlDatabase database, Class<?> ability) {
        if (ability == SqlScripts.class) {
            return new PostgreSqlScripts(database);
        }
        if (ability == SessionLocks.class) {
            return new AdvisoryLocks(database);
        }
        if (ability == Server.class) {
            return new PostgreSqlServer();
        }
        if (ability == CatalogueReading.class) {
            return (CatalogueReading) names -> new PostgreSqlCatalogueReader(database, names);
        }
        if (ability == DatabaseIdentity.class) {
            return new ServerIdentity(database);
        }
        if (ability == DatabaseCopies.class) {
            return new PostgreSqlCopies(database);
        }
        if (ability == TemporaryDatabaseSupport.class) {
            return (TemporaryDatabaseSupport) (programs, temporary) ->
                    cancellation -> PostgreSqlTemporaryDatabase.make(database, programs, temporary, cancellation);
        }
        if (ability == WholeDatabase.class) {
            return new PostgreSqlWhole(database);
        }
        if (ability == RestorePoints.class) {
            return (RestorePoints) limit -> new RestorePoint(database, limit);
        }
        return ability == DatabaseRules.class ? new PostgreSqlRules() : null;
    }
}
