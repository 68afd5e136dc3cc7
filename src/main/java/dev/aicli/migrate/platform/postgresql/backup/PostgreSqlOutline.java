package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.Outline;
import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outline of a PostgreSQL database: what pg_dump dumps of it, so neither what belongs to extensions nor temporary
 * tables. It is read in one transaction, which may be one with the snapshot of a dump.
 */
final class PostgreSqlOutline {
    private static final String SCHEMAS =
            " n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%'"
                    + " AND n.nspname NOT LIKE 'pg\\_temp%' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e"
                    + " WHERE e.deptype = 'e' AND e.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass"
                    + " AND e.objid = n.oid) ";

    private static final String RELATIONS = " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
            + " ON n.oid = c.relnamespace AND c.relpersistence <> 't' AND" + SCHEMAS + notOfExtension("pg_class", "c");

    private static final String NAME = "n.nspname || '.' || c.relname";

    /** Each gives names and what there is to say of them. */
    private static final List<String> QUERIES = List.of(
            "SELECT 'schema ' || n.nspname, '' FROM pg_catalog.pg_namespace n WHERE" + SCHEMAS,
            "SELECT 'extension ' || extname, '' FROM pg_catalog.pg_extension",
            "SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence '"
                    + " WHEN 'f' THEN 'foreign table ' WHEN 'c' THEN 'composite type ' WHEN 'p' THEN"
                    + " 'partitioned table ' ELSE 'table ' END || " + NAME + ", CASE WHEN c.relrowsecurity THEN"
                    + " 'row level security' ELSE '' END" + RELATIONS
                    + " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')",
            "SELECT 'column ' || " + NAME + " || '.' || a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)"
                    + " || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END"
                    + " || CASE WHEN a.atthasdef THEN ' default' ELSE '' END"
                    + " || CASE WHEN a.attidentity <> '' THEN ' identity ' || a.attidentity::pg_catalog.text ELSE '' END"
                    + " || CASE WHEN a.attgenerated <> '' THEN ' generated ' || a.attgenerated::pg_catalog.text ELSE '' END"
                    + RELATIONS + " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                    + " AND NOT a.attisdropped WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')",
            "SELECT 'constraint ' || " + NAME + " || '.' || k.conname, CASE WHEN k.contype IN ('p', 'u', 'f') THEN"
                    + " pg_catalog.pg_get_constraintdef(k.oid) ELSE k.contype::pg_catalog.text END" + RELATIONS
                    // Not-null constraints are told with their columns; those of partitions get names of their own.
                    + " JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype <> 'n'"
                    + " AND k.conparentid = 0",
            "SELECT 'index ' || " + NAME + ", m.amname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || ' on '"
                    + " || i.indrelid::pg_catalog.regclass::pg_catalog.text || ' ('"
                    + " || (SELECT pg_catalog.string_agg(coalesce(a.attname, 'expression'), ', ' ORDER BY k.place) FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[])"
                    + " WITH ORDINALITY k(number, place) LEFT JOIN pg_catalog.pg_attribute a"
                    + " ON a.attrelid = i.indrelid AND a.attnum = k.number) || ')'" + RELATIONS
                    + " JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid AND (i.indisvalid OR c.relkind = 'I')"
                    + " JOIN pg_catalog.pg_am m ON m.oid = c.relam",
            "SELECT 'trigger ' || " + NAME
                    + " || '.' || t.tgname, t.tgfoid::pg_catalog.regproc::pg_catalog.text || ' ' || t.tgtype::pg_catalog.text"
                    + " || ' ' || t.tgenabled::pg_catalog.text" + RELATIONS
                    + " JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal",
            "SELECT 'rule ' || " + NAME
                    + " || '.' || r.rulename, r.ev_type::pg_catalog.text || CASE WHEN r.is_instead THEN ' instead'"
                    + " ELSE '' END" + RELATIONS
                    + " JOIN pg_catalog.pg_rewrite r ON r.ev_class = c.oid AND r.rulename <> '_RETURN'",
            "SELECT 'policy ' || " + NAME + " || '.' || p.polname, p.polcmd::pg_catalog.text" + RELATIONS
                    + " JOIN pg_catalog.pg_policy p ON p.polrelid = c.oid",
            "SELECT 'routine ' || p.oid::pg_catalog.regprocedure::pg_catalog.text, p.prokind::pg_catalog.text || ' ' || l.lanname || ' '"
                    + " || pg_catalog.format_type(p.prorettype, NULL) || ' ' || pg_catalog.md5(p.prosrc)"
                    + " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace AND"
                    + SCHEMAS + notOfExtension("pg_proc", "p")
                    + " JOIN pg_catalog.pg_language l ON l.oid = p.prolang",
            "SELECT 'type ' || n.nspname || '.' || t.typname, CASE t.typtype WHEN 'e' THEN 'enum ' || coalesce((SELECT"
                    + " pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)"
                    + " FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), '') WHEN 'd' THEN 'domain '"
                    + " || pg_catalog.format_type(t.typbasetype, t.typtypmod) ELSE t.typtype::pg_catalog.text END"
                    + " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace AND"
                    + SCHEMAS + notOfExtension("pg_type", "t") + " WHERE t.typtype IN ('e', 'd', 'r')");

    private static final String TABLES = "SELECT " + NAME
            + ", pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)" + RELATIONS
            + " WHERE c.relkind = 'r'";

    private final Connection connection;

    PostgreSqlOutline(Connection connection) {
        this.connection = connection;
    }

    private static String notOfExtension(String catalogue, String alias) {
        return " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.deptype = 'e' AND e.classid = 'pg_catalog."
                + catalogue + "'::pg_catalog.regclass AND e.objid = " + alias + ".oid)";
    }

    /**
     * Reads it in the transaction that is open.
     *
     * @param rows whether rows are counted
     * @param withoutRows the tables, as SQL names them, whose rows do not count
     */
    Outline read(boolean rows, Set<String> withoutRows) throws SQLException {
        SortedMap<String, String> entries = new TreeMap<>();
        for (String query : QUERIES) {
            entries.putAll(pairs(query));
        }
        if (rows) {
            PostgreSqlCatalogue catalogue = new PostgreSqlCatalogue(connection);
            for (Map.Entry<String, String> table : pairs(TABLES).entrySet()) {
                boolean empty = withoutRows.contains(table.getValue());
                long count = empty ? 0 : catalogue.number("SELECT count(*) FROM ONLY " + table.getValue());
                entries.put(Outline.rowsOf(table.getKey()), Long.toString(count));
            }
        }
        return new Outline(entries);
    }

    private Map<String, String> pairs(String query) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(statement, query)) {
            while (row.next()) {
                pairs.put(row.getString(1), String.valueOf(row.getString(2)));
            }
        }
        return pairs;
    }
}
