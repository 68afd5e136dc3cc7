package dev.aicli.migrate.platform.postgresql.connection;

import dev.aicli.migrate.database.SearchPath;
import dev.aicli.migrate.database.TableFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What PostgreSQL's catalogue says of our tables, and of where they may be. */
final class PostgreSqlTables {
    /** Depends on the session's path, so it names the schema of everything, operators too. */
    private static final String PATH = ("SELECT pg_catalog.current_setting('search_path'), current_user, path.name,"
                    + " (SELECT pg_catalog.count(*) FROM pg_catalog.pg_namespace n"
                    + " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid"
                    + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
                    + " WHERE n.nspname = path.name AND c.relname = $table AND a.attname = $column)"
                    + " FROM (SELECT 1) AS one LEFT JOIN pg_catalog.unnest(pg_catalog.current_schemas(false))"
                    + " WITH ORDINALITY AS path (name, place) ON true ORDER BY path.place")
            .replace(" = ", " OPERATOR(pg_catalog.=) ");

    /**
     * Whom we believe: ourselves and the roles that we are a member of, superusers (who are members of every role by
     * nature, so that being one says nothing), and whoever owns the database or the schema, who could replace all that
     * is in it anyway. The schema of our own name is looked at without being asked for, and anybody who may create
     * schemas can make it.
     */
    private static final String TRUSTED = "o.oid = me.oid OR o.rolsuper"
            + " OR (NOT me.rolsuper AND pg_catalog.pg_has_role(o.oid, 'MEMBER'))"
            + " OR EXISTS (SELECT FROM pg_catalog.pg_auth_members m WHERE m.roleid = o.oid AND m.member = me.oid)"
            + " OR pg_catalog.pg_has_role(o.oid, d.datdba, 'MEMBER')"
            + " OR (n.nspname <> me.rolname AND pg_catalog.pg_has_role(o.oid, n.nspowner, 'MEMBER'))";

    /** Who has nothing to lose and only reads believes those too whom the schema's owner lets create tables there. */
    private static final String TRUSTED_BY_READERS = " OR (NOT me.rolsuper AND n.nspname <> me.rolname"
            + " AND EXISTS (SELECT FROM pg_catalog.aclexplode(n.nspacl) g WHERE g.privilege_type = 'CREATE'"
            + " AND g.grantee <> 0 AND pg_catalog.pg_has_role(o.oid, g.grantee, 'MEMBER')))";

    private static final String FACTS = """
            WITH ours AS MATERIALIZED (
              SELECT c.oid, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relnamespace
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = $schema AND c.relname IN ($tables)
            )
            SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), NULL
              FROM ours c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL SELECT c.relname, NULL, NULL, 'it is no ordinary table' FROM ours c WHERE c.relkind <> 'r'
            UNION ALL SELECT c.relname, NULL, NULL, 'it belongs to role ' || o.rolname
              FROM ours c JOIN pg_catalog.pg_roles o ON o.oid = c.relowner
                JOIN pg_catalog.pg_roles me ON me.rolname = current_user
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
              WHERE NOT ($trusted)
            UNION ALL SELECT c.relname, NULL, NULL, 'it has row security' FROM ours c WHERE c.relrowsecurity
            UNION ALL SELECT c.relname, NULL, NULL, 'it has the trigger ' || t.tgname
              FROM ours c JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid WHERE NOT t.tgisinternal
            UNION ALL SELECT c.relname, NULL, NULL, 'it has the rule ' || r.rulename
              FROM ours c JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid WHERE c.relkind = 'r'
            UNION ALL SELECT c.relname, NULL, NULL, 'it inherits, or is inherited from'
              FROM ours c WHERE EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))
            UNION ALL SELECT c.relname, NULL, NULL, 'its column ' || a.attname || ' has a default'
              FROM ours c JOIN pg_catalog.pg_attrdef f ON f.adrelid = c.oid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.adnum
            UNION ALL SELECT c.relname, NULL, NULL, 'it has the constraint ' || k.conname
              FROM ours c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype NOT IN ('p', 'n')
            UNION ALL SELECT c.relname, NULL, NULL, 'it has an index over an expression'
              FROM ours c WHERE EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid
                AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))
            """;

    private final PostgreSqlDatabase database;
    private final Connection connection;

    PostgreSqlTables(PostgreSqlDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    SearchPath path(String table, String column) throws SQLException {
        String query =
                PATH.replace("$table", database.textLiteral(table)).replace("$column", database.textLiteral(column));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            String setting = "";
            String user = "";
            List<String> schemas = new ArrayList<>();
            Set<String> holders = new LinkedHashSet<>();
            while (row.next()) {
                setting = row.getString(1);
                user = row.getString(2);
                Optional<String> schema = Optional.ofNullable(row.getString(3));
                schema.ifPresent(schemas::add);
                if (row.getLong(4) > 0) {
                    schema.ifPresent(holders::add);
                }
            }
            return new SearchPath(setting, user, schemas, holders);
        }
    }

    List<String> schemasWith(String table, String column) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(
                        statement,
                        "SELECT n.nspname FROM pg_catalog.pg_namespace n"
                                + " JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid"
                                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid WHERE c.relname = "
                                + database.textLiteral(table) + " AND a.attname = " + database.textLiteral(column)
                                + " ORDER BY 1")) {
            while (row.next()) {
                schemas.add(row.getString(1));
            }
        }
        return schemas;
    }

    Map<String, TableFacts> facts(String schema, List<String> tables, boolean reading) throws SQLException {
        String query = FACTS.replace("$schema", database.textLiteral(schema))
                .replace("$tables", tables.stream().map(database::textLiteral).collect(Collectors.joining(", ")))
                .replace("$trusted", reading ? TRUSTED + TRUSTED_BY_READERS : TRUSTED);
        Map<String, Map<String, String>> columns = new LinkedHashMap<>();
        Map<String, List<String>> oddities = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            while (row.next()) {
                String table = row.getString(1);
                columns.computeIfAbsent(table, name -> new LinkedHashMap<>());
                oddities.computeIfAbsent(table, name -> new ArrayList<>());
                String oddity = row.getString(4);
                if (oddity == null) {
                    columns.get(table).put(row.getString(2), asDeclared(row.getString(3)));
                } else {
                    oddities.get(table).add(oddity);
                }
            }
        }
        Map<String, TableFacts> facts = new LinkedHashMap<>();
        columns.forEach((table, types) ->
                facts.put(table, new TableFacts(types, oddities.getOrDefault(table, List.of()))));
        return facts;
    }

    private static String asDeclared(String type) {
        return type.equals("timestamp with time zone") ? "timestamptz" : type;
    }
}
