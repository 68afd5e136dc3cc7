package dev.aicli.migrate.platform.postgresql.connection;

import java.util.Map;
import java.util.Optional;

/**
 * What to do about what PostgreSQL refuses, by SQLSTATE: its five characters, or the two of its class. The classes are
 * those of the manual's appendix "PostgreSQL Error Codes". Where nothing is sure to help, there is no advice.
 */
public final class SqlStateAdvice {
    private static final String FILE = "correct the file and run again";
    private static final String FILE_OR_DATA = "correct the file, or the data that it meets, and run again";
    private static final String AGAIN = "other transactions were in the way: run the same command again";
    private static final String OTHER_SERVER =
            "see that the other server that this statement needs can be reached, and run again";
    private static final String SERVER_LOG = "see the server's log: the fault is the server's, not the file's";
    private static final String RIGHTS =
            "grant the role that migrates the right that is named, or let a role that has it migrate, and run again";
    private static final String READ_ONLY = "the session is read-only: connect to the primary server"
            + " (target_session_attrs=read-write), or see where default_transaction_read_only is set for this role or"
            + " database";
    private static final String NO_TRANSACTION =
            "this cannot run in a transaction: put `-- aicli: no-transaction` at the top of the file (in a function it"
                    + " cannot run at all: write it as a statement of its own)";
    private static final String NONE = "";

    /** For statements of a script. */
    private static final Map<String, String> RUNNING = Map.ofEntries(
            Map.entry("00", NONE),
            Map.entry("01", FILE),
            Map.entry("02", FILE_OR_DATA),
            Map.entry("03", FILE),
            Map.entry("08", OTHER_SERVER),
            Map.entry("09", FILE_OR_DATA),
            Map.entry("0A", FILE),
            Map.entry("0B", FILE),
            Map.entry("0F", FILE),
            Map.entry("0L", RIGHTS),
            Map.entry("0P", RIGHTS),
            Map.entry("0Z", FILE),
            Map.entry("10", FILE_OR_DATA),
            Map.entry("20", FILE_OR_DATA),
            Map.entry("21", FILE_OR_DATA),
            Map.entry("22", FILE_OR_DATA),
            Map.entry("23", FILE_OR_DATA),
            Map.entry("24", FILE),
            Map.entry("25", FILE),
            Map.entry("25001", NO_TRANSACTION),
            Map.entry("25006", READ_ONLY),
            Map.entry("25P03", "see idle_in_transaction_session_timeout on the server, and run again"),
            Map.entry("25P04", "see transaction_timeout on the server, and run again"),
            Map.entry("26", FILE),
            Map.entry("27", FILE_OR_DATA),
            Map.entry("28", RIGHTS),
            Map.entry("2B", FILE),
            Map.entry("2D", NO_TRANSACTION),
            Map.entry("2F", FILE_OR_DATA),
            Map.entry("34", FILE),
            Map.entry("38", FILE_OR_DATA),
            Map.entry("39", FILE_OR_DATA),
            Map.entry("3B", FILE),
            Map.entry("3D", "create the database that is named first, or correct the file, and run again"),
            Map.entry(
                    "3F",
                    "create the schema that is named first, or correct the file or the search_path, and run again"),
            Map.entry("40", AGAIN),
            Map.entry("40002", FILE_OR_DATA),
            Map.entry("42", FILE),
            Map.entry("42501", RIGHTS),
            Map.entry("44", FILE_OR_DATA),
            Map.entry("53", "the server ran out of something: follow its hint or see its log, and run again"),
            Map.entry("53100", "make room on the server's disk, and run again"),
            Map.entry("53200", "give the server more memory, or follow its hint, and run again"),
            Map.entry("53300", "the server has no connection left: try again, or raise max_connections"),
            Map.entry("54", FILE_OR_DATA),
            Map.entry("55", FILE_OR_DATA),
            Map.entry("55006", "wait until nobody else uses it, or end the sessions that do, and run again"),
            Map.entry("55P02", "this is set in the server's configuration: take it out of the file, and run again"),
            Map.entry(
                    "55P04",
                    "use a new enum value in a later migration than the one that adds it, and migrate without"
                            + " `--transaction run`"),
            Map.entry("57", SERVER_LOG),
            Map.entry(
                    "57014",
                    "somebody stopped the statement, or it ran for longer than statement_timeout allows: run again, and"
                            + " allow it more with --statement-timeout"),
            Map.entry("58", SERVER_LOG),
            Map.entry(
                    "58P01", "install the files that are named on the server (an extension's package?), and run again"),
            Map.entry("72", AGAIN),
            Map.entry("F0", SERVER_LOG),
            Map.entry("HV", OTHER_SERVER),
            Map.entry("P0", FILE_OR_DATA),
            Map.entry("XX", SERVER_LOG));

    private static final String PASSWORD = "check user and password (PGPASSWORD, ~/.pgpass, the URL) and pg_hba.conf";
    private static final String REACHABLE = "check that the server runs and that host, port and sslmode are right";
    private static final String SETTINGS =
            "the server does not accept a setting of the login: correct it in the URL (search_path, options), in"
                    + " PGOPTIONS, or where it is set for the role or the database";

    /** For logging in. */
    private static final Map<String, String> CONNECTING = Map.ofEntries(
            Map.entry("08", REACHABLE),
            Map.entry("22", SETTINGS),
            Map.entry("28", PASSWORD),
            Map.entry("3D", "create the database first, or correct its name in the URL"),
            Map.entry("42", SETTINGS),
            Map.entry("42501", "the role may not connect to this database: GRANT CONNECT ON DATABASE … TO …"),
            Map.entry("53", "the server ran out of something: see its log"),
            Map.entry("53300", "the server has no connection left: try again, or raise max_connections"),
            Map.entry("55", "the database takes no connections: see its ALLOW_CONNECTIONS and connection limit"),
            Map.entry("57", "the server is starting up or shutting down: try again in a moment"),
            Map.entry("58", "see the server's log: the fault is the server's"),
            Map.entry("XX", "see the server's log: the fault is the server's"));

    private SqlStateAdvice() {}

    /** {@return what to do about a statement of a script that the server refused} */
    public static Optional<String> running(String state) {
        return find(RUNNING, state);
    }

    /**
     * {@return what to do when the server does not let us in}
     *
     * @param message the driver's, in English where it is the driver's own
     * @param hasPassword whether there was one to give
     */
    static String connecting(String state, String message, boolean hasPassword) {
        if (message.contains("startup parameter")) {
            return "the pooler does not pass a setting on: leave search_path and options out of the URL and PGOPTIONS"
                    + " (ALTER ROLE … SET sets them on the server), have the pooler ignore them"
                    + " (ignore_startup_parameters), or connect to the server itself";
        }
        if (state.startsWith("08") && !hasPassword && message.contains("password")) {
            return "give a password: PGPASSWORD, ~/.pgpass, a password file, or in the URL";
        }
        if (state.startsWith("08") && message.contains("authentication")) {
            return PASSWORD;
        }
        return find(CONNECTING, state).orElse(REACHABLE);
    }

    private static Optional<String> find(Map<String, String> advice, String state) {
        String ofClass = advice.getOrDefault(state.length() < 2 ? state : state.substring(0, 2), NONE);
        String found = advice.getOrDefault(state, ofClass);
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
