package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What our role may not read, and what it could not restore, each named with the right that it lacks. To be asked with
 * an empty search_path, so that only the server's own functions and operators are used.
 */
public final class PostgreSqlRights {
    private static final int SHOWN = 5;

    private static final String SCHEMAS = " n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

    private static final String UNREADABLE = "SELECT 'USAGE on schema ' || quote_ident(n.nspname) FROM pg_namespace n"
            + " WHERE" + SCHEMAS + " AND NOT has_schema_privilege(n.oid, 'USAGE')"
            + " AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'S'))"
            + " UNION ALL SELECT 'SELECT on ' || CASE c.relkind WHEN 'S' THEN 'sequence ' ELSE 'table ' END"
            + " || quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE" + SCHEMAS
            + " AND c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't' AND NOT has_table_privilege(c.oid, 'SELECT')"
            + notOfExtension("pg_class", "c.oid");

    private static final String HIDDEN_ROWS = "SELECT 'the rows of ' || quote_ident(n.nspname) || '.'"
            + " || quote_ident(c.relname) || ' that its row security hides' FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE" + SCHEMAS
            + " AND c.relkind IN ('r', 'p') AND row_security_active(c.oid)";

    private static final String FOREIGN_OWNERS = "SELECT 'what belongs to ' || quote_ident(pg_get_userbyid(o.owner))"
            + " || ', of which it is no member: ' || min(o.name) || CASE WHEN count(*) > 1 THEN ' and '"
            + " || (count(*) - 1)::text || ' more' ELSE '' END FROM ("
            + "SELECT c.relowner, quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE" + SCHEMAS
            + " AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relpersistence <> 't'"
            + notOfExtension("pg_class", "c.oid")
            + " UNION ALL SELECT p.proowner, p.oid::regprocedure::text FROM pg_proc p"
            + " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE" + SCHEMAS + notOfExtension("pg_proc", "p.oid")
            + " UNION ALL SELECT n.nspowner, 'schema ' || quote_ident(n.nspname) FROM pg_namespace n WHERE" + SCHEMAS
            + " AND n.nspname <> 'public'" + notOfExtension("pg_namespace", "n.oid")
            + ") o(owner, name) WHERE NOT pg_has_role(o.owner, 'MEMBER') GROUP BY o.owner";

    private static final String OF_SUPERUSERS = "SELECT 'the extension ' || quote_ident(e.extname)"
            + " || ', which only a superuser may create' FROM pg_extension e JOIN pg_available_extension_versions v"
            + " ON v.name = e.extname AND v.version = e.extversion AND v.superuser AND NOT v.trusted"
            + " WHERE e.extname <> 'plpgsql'"
            + " UNION ALL SELECT 'the event trigger ' || quote_ident(t.evtname)"
            + " || ', which only a superuser may create' FROM pg_event_trigger t WHERE true"
            + notOfExtension("pg_event_trigger", "t.oid")
            + " UNION ALL SELECT 'the function ' || p.oid::regprocedure::text"
            + " || ', whose language is for superusers' FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            + " JOIN pg_language l ON l.oid = p.prolang AND NOT l.lanpltrusted WHERE" + SCHEMAS
            + notOfExtension("pg_proc", "p.oid");

    private static final String IN_PLACE = "SELECT 'the schema ' || quote_ident(min(n.nspname))"
            + " || CASE WHEN count(*) > 1 THEN ' and others' ELSE '' END || ': it lacks CREATE on the database '"
            + " || quote_ident(current_database()) FROM pg_namespace n WHERE" + SCHEMAS + " AND n.nspname <> 'public'"
            + " AND NOT has_database_privilege(current_database(), 'CREATE') HAVING count(*) > 0"
            + " UNION ALL SELECT 'what is in the schema public: it lacks CREATE there' FROM pg_namespace n"
            + " WHERE n.nspname = 'public' AND NOT has_schema_privilege(n.oid, 'CREATE')"
            + " AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid)";

    private final Connection connection;

    public PostgreSqlRights(Connection connection) {
        this.connection = connection;
    }

    private static String notOfExtension(String catalogue, String id) {
        return " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.deptype = 'e' AND d.classid = 'pg_catalog." + catalogue
                + "'::regclass AND d.objid = " + id + ")";
    }

    /** {@return what it may not read of what a dump holds; empty when it may read all} */
    List<String> unreadable(boolean rows) throws SQLException {
        return shortened(rows ? UNREADABLE + " UNION ALL " + HIDDEN_ROWS : UNREADABLE);
    }

    /**
     * {@return what it could not bring back; empty when it may restore all}
     *
     * @param swaps whether it restores into a new database of its own, not in place
     */
    public List<String> unrestorable(boolean swaps) throws SQLException {
        PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
        boolean superuser =
                catalogue.number("SELECT count(*) FROM pg_roles WHERE rolname = current_user AND rolsuper") == 1;
        if (superuser) {
            return List.of();
        }
        String query = FOREIGN_OWNERS + (swaps ? "" : " UNION ALL " + IN_PLACE);
        // Extensions that others than superusers may create came with version 13.
        return shortened(catalogue.serverMajor() < 13 ? query : query + " UNION ALL " + OF_SUPERUSERS);
    }

    private List<String> shortened(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        if (found.size() <= SHOWN) {
            return found;
        }
        List<String> shown = new ArrayList<>(found.subList(0, SHOWN));
        shown.add("and " + (found.size() - SHOWN) + " more");
        return shown;
    }
}
