package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.platform.postgresql.connection.OwnSql;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A new, empty database of the same make as another: encoding, locale, owner, tablespace, settings, rights. */
public final class NewDatabase {
    /** Their values are kept as lists that are quoted already. */
    private static final Set<String> LISTS = Set.of(
            "local_preload_libraries",
            "search_path",
            "session_preload_libraries",
            "shared_preload_libraries",
            "temp_tablespaces",
            "unix_socket_directories");

    private final PostgreSqlDatabase model;
    private final String name;

    NewDatabase(PostgreSqlDatabase model, String name) {
        this.model = model;
        this.name = name;
    }

    /** {@return it, with the same login} */
    PostgreSqlDatabase database() {
        return model.at(model.url().at(name));
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(creation(connection, true));
            for (String property : properties(connection)) {
                statement.execute(property);
            }
        }
    }

    /**
     * Creates it for our role, and that of its owner, alone.
     *
     * @param ownership whether it gets owner and settings too, not only encoding and locale
     */
    void createPrivate(Connection connection, boolean ownership) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(creation(connection, ownership));
            statement.execute("REVOKE ALL ON DATABASE " + quoted(name) + " FROM PUBLIC");
            if (ownership) {
                for (String property : properties(connection)) {
                    if (!property.startsWith("GRANT")) {
                        statement.execute(property);
                    }
                }
            }
        }
    }

    static void drop(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + quoted(name));
        }
    }

    /** Drops one of our own, in which a killed process' session may still be at work. */
    static void dropWithSessions(Connection connection, String name) throws SQLException {
        boolean canForce = new PostgreSqlCatalogue(connection).serverMajor() >= 13;
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + quoted(name) + (canForce ? " WITH (FORCE)" : ""));
        }
    }

    /** Gives it the settings that the model has for everybody and for our role. */
    void takeSettings(Connection connection) throws SQLException {
        List<String> settings = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT CASE WHEN s.setrole = 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(s.setrole) END,"
                            + " pg_catalog.unnest(s.setconfig) FROM pg_catalog.pg_db_role_setting s"
                            + " JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase WHERE d.datname = "
                            + model.textLiteral(model.url().database())
                            + " AND (s.setrole = 0 OR pg_catalog.pg_get_userbyid(s.setrole) = current_user)")) {
                while (row.next()) {
                    settings.add(setting(row.getString(1), row.getString(2)));
                }
            }
            for (String setting : settings) {
                statement.execute(setting);
            }
        }
    }

    private String creation(Connection connection, boolean ownership) throws SQLException {
        int major = new PostgreSqlCatalogue(connection).serverMajor();
        String provider = major >= 15 ? "d.datlocprovider::text" : "'c'";
        String locale = major >= 17 ? "d.datlocale" : major >= 15 ? "d.daticulocale" : "NULL";
        try (Statement statement = connection.createStatement();
                ResultSet row = OwnSql.query(
                        statement,
                        "SELECT pg_catalog.pg_encoding_to_char(d.encoding),"
                                + " d.datcollate, d.datctype, pg_catalog.pg_get_userbyid(d.datdba), d.datconnlimit, t.spcname,"
                                + " " + provider + ", " + locale + " FROM pg_catalog.pg_database d"
                                + " JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = "
                                + model.textLiteral(model.url().database()))) {
            row.next();
            String localeProvider = switch (row.getString(7)) {
                case "i" -> " LOCALE_PROVIDER icu ICU_LOCALE " + model.textLiteral(row.getString(8));
                case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + model.textLiteral(row.getString(8));
                default -> "";
            };
            String creation = "CREATE DATABASE " + quoted(name) + " TEMPLATE template0 ENCODING "
                    + model.textLiteral(row.getString(1)) + " LC_COLLATE " + model.textLiteral(row.getString(2))
                    + " LC_CTYPE " + model.textLiteral(row.getString(3)) + localeProvider;
            // Naming the default tablespace takes a right that leaving it out does not.
            String tablespace = row.getString(6).equals("pg_default") ? "" : " TABLESPACE " + quoted(row.getString(6));
            return ownership
                    ? creation + " OWNER " + quoted(row.getString(4)) + " CONNECTION LIMIT " + row.getInt(5)
                            + tablespace
                    : creation;
        }
    }

    private List<String> properties(Connection connection) throws SQLException {
        String old = model.textLiteral(model.url().database());
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = OwnSql.query(
                    statement,
                    "SELECT CASE WHEN s.setrole = 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(s.setrole) END,"
                            + " pg_catalog.unnest(s.setconfig) FROM pg_catalog.pg_db_role_setting s"
                            + " JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase WHERE d.datname = " + old)) {
                while (row.next()) {
                    statements.add(setting(row.getString(1), row.getString(2)));
                }
            }
            try (ResultSet row = OwnSql.query(
                    statement,
                    "SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident("
                            + "pg_catalog.pg_get_userbyid(a.grantee)) END, a.privilege_type, a.is_grantable"
                            + " FROM pg_catalog.pg_database d, pg_catalog.aclexplode(d.datacl) a WHERE d.datname = "
                            + old)) {
                while (row.next()) {
                    if (statements.stream().noneMatch(added -> added.startsWith("REVOKE"))) {
                        statements.add("REVOKE ALL ON DATABASE " + quoted(name) + " FROM PUBLIC");
                    }
                    statements.add("GRANT " + row.getString(2) + " ON DATABASE " + quoted(name) + " TO "
                            + row.getString(1) + (row.getBoolean(3) ? " WITH GRANT OPTION" : ""));
                }
            }
            try (ResultSet row = OwnSql.query(
                    statement,
                    "SELECT pg_catalog.shobj_description(oid, 'pg_database')"
                            + " FROM pg_catalog.pg_database WHERE datname = " + old)) {
                row.next();
                String comment = row.getString(1);
                if (comment != null) {
                    statements.add("COMMENT ON DATABASE " + quoted(name) + " IS " + model.textLiteral(comment));
                }
            }
        }
        return statements;
    }

    private String setting(@Nullable String role, String assignment) {
        int equals = assignment.indexOf('=');
        String variable = assignment.substring(0, equals);
        String value = assignment.substring(equals + 1);
        String whose = role == null
                ? "ALTER DATABASE " + quoted(name)
                : "ALTER ROLE " + quoted(role) + " IN DATABASE " + quoted(name);
        // A variable of an extension has a dot, which separates two identifiers.
        String target = String.join("\".\"", quoted(variable).split("\\.", -1));
        return whose + " SET " + target + " TO " + (LISTS.contains(variable) ? value : model.textLiteral(value));
    }

    /** {@return an identifier, whatever it contains} */
    public static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
