package dev.aicli.migrate.platform.postgresql.sql;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** psql's backslash commands: those of {@code pg_dump} are passed over, all others are refused with a way out. */
final class PsqlCommand {
    /** The letters of a command; or its sign, as in {@code \!}. */
    private static final Pattern NAME = Pattern.compile("\\\\([A-Za-z_]+\\+?|.?)");

    private static final Pattern STOP_ON_ERROR = Pattern.compile("\\\\set\\s+ON_ERROR_STOP(\\s.*)?");

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("c", "a migration runs on one connection; remove it"),
            Map.entry("connect", "a migration runs on one connection; remove it"),
            Map.entry("i", "put the included file's SQL here, or make it a migration of its own"),
            Map.entry("include", "put the included file's SQL here, or make it a migration of its own"),
            Map.entry("ir", "put the included file's SQL here, or make it a migration of its own"),
            Map.entry("include_relative", "put the included file's SQL here, or make it a migration of its own"),
            Map.entry("copy", "write COPY … FROM stdin; with the data in the lines below it, and \\. after them"),
            Map.entry("g", "end the statement with a semicolon"),
            Map.entry("gx", "end the statement with a semicolon"),
            Map.entry("gexec", "run the statements that it makes with EXECUTE in a DO block"),
            Map.entry("gset", "variables of psql do not exist here; use a DO block"),
            Map.entry("set", "variables of psql do not exist here; write the values out"),
            Map.entry("if", "conditions of psql do not exist here; use IF in a DO block"),
            Map.entry(";", "write a semicolon without the backslash"),
            Map.entry(".", "it ends the data of COPY … FROM stdin, and there is none here"));

    private PsqlCommand() {}

    static @Nullable String refuse(String command, boolean inStatement) {
        Matcher matcher = NAME.matcher(command);
        String name = matcher.lookingAt() ? matcher.group(1) : "";
        boolean harmless = name.equals("restrict")
                || name.equals("unrestrict")
                || STOP_ON_ERROR.matcher(command.stripTrailing()).matches();
        if (harmless && !inStatement) {
            return null;
        }
        if (harmless) {
            return "the psql command \\" + name + " stands inside a statement; is a semicolon missing before it?";
        }
        return "\\" + name + " is a command of psql, not SQL: "
                + ADVICE.getOrDefault(name, "remove it, or say the same in SQL");
    }
}
