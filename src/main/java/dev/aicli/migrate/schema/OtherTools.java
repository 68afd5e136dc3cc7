package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.Database;
import dev.aicli.migrate.database.SearchPath;
import dev.aicli.migrate.database.TableFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The history tables of other migration tools: a database that has one has been migrated before. */
final class OtherTools {
    /**
     * A tool's table.
     *
     * @param columns some that it has, to tell it from others of its name, in lower case
     */
    private record Mark(String tool, String table, Set<String> columns) {
        static Mark of(String tool, String table, String... columns) {
            return new Mark(tool, table, Set.of(columns));
        }

        boolean fits(TableFacts facts) {
            Set<String> present = facts.columns().keySet().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            return present.containsAll(columns);
        }
    }

    /** In each schema of the search path. Of two that fit one table, the first is meant. */
    private static final List<Mark> ON_THE_PATH = List.of(
            Mark.of("goose", "goose_db_version", "version_id", "is_applied"),
            Mark.of("Flyway", "flyway_schema_history", "installed_rank"),
            Mark.of("Flyway", "schema_version", "installed_rank"),
            Mark.of("golang-migrate", "schema_migrations", "version", "dirty"),
            Mark.of("Ecto", "schema_migrations", "version", "inserted_at"),
            Mark.of("Rails", "ar_internal_metadata", "key", "value"),
            Mark.of("dbmate or Rails", "schema_migrations", "version"),
            Mark.of("Liquibase", "databasechangelog", "md5sum", "exectype"),
            Mark.of("Alembic", "alembic_version", "version_num"),
            Mark.of("Atlas", "atlas_schema_revisions", "version", "operator_version"),
            Mark.of("diesel", "__diesel_schema_migrations", "version", "run_on"),
            Mark.of("sqlx", "_sqlx_migrations", "version", "checksum"),
            Mark.of("Prisma", "_prisma_migrations", "migration_name", "checksum"),
            Mark.of("Django", "django_migrations", "app", "name"),
            Mark.of("Knex", "knex_migrations", "name", "batch"),
            Mark.of("Laravel", "migrations", "migration", "batch"),
            Mark.of("TypeORM", "migrations", "timestamp", "name"),
            Mark.of("Sequelize", "SequelizeMeta", "name"),
            Mark.of("Entity Framework", "__EFMigrationsHistory", "migrationid"),
            Mark.of("Doctrine", "doctrine_migration_versions", "version", "executed_at"),
            Mark.of("Phinx", "phinxlog", "version", "migration_name"));

    /** In a schema of the tool's own. */
    private static final Map<String, Mark> ELSEWHERE = Map.of(
            "sqitch", Mark.of("Sqitch", "changes", "change_id", "script_hash"),
            "atlas_schema_revisions", Mark.of("Atlas", "atlas_schema_revisions", "version", "operator_version"));

    private final Database database;
    private final Connection connection;

    OtherTools(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** A tool that was here, and its table. */
    record Trace(String tool, String table) {}

    /** {@return the first trace of another tool in the schemas that scripts create their tables in} */
    Optional<Trace> find() throws SQLException {
        Map<String, List<Mark>> places = new LinkedHashMap<>();
        Optional<SearchPath> path = database.searchPath(connection, "migration_history", "previous_hash");
        if (path.isEmpty()) {
            places.put("", ON_THE_PATH);
        } else {
            path.get().schemas().forEach(schema -> places.put(schema, ON_THE_PATH));
            ELSEWHERE.forEach((schema, mark) -> places.computeIfAbsent(schema, own -> List.of(mark)));
        }
        for (Map.Entry<String, List<Mark>> place : places.entrySet()) {
            Optional<Trace> found = find(place.getKey(), place.getValue());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Trace> find(String schema, List<Mark> marks) throws SQLException {
        Optional<String> named = Optional.of(schema).filter(name -> !name.isEmpty());
        // SQLite tells names in lower case.
        List<String> tables = new ArrayList<>(marks.stream()
                .flatMap(mark -> Stream.of(mark.table(), mark.table().toLowerCase(Locale.ROOT)))
                .distinct()
                .toList());
        Map<String, TableFacts> present = database.facts(connection, named, tables);
        for (Mark mark : marks) {
            TableFacts facts = present.getOrDefault(
                    mark.table(),
                    present.getOrDefault(mark.table().toLowerCase(Locale.ROOT), new TableFacts(Map.of(), List.of())));
            if (mark.fits(facts)) {
                return Optional.of(
                        new Trace(mark.tool(), named.map(name -> name + ".").orElse("") + mark.table()));
            }
        }
        return Optional.empty();
    }
}
