package dev.aicli.migrate.platform.postgresql.compatibility;

import dev.aicli.migrate.history.HistoryNames;
import dev.aicli.migrate.release.Privilege;
import dev.aicli.migrate.release.Privilege.Attribute;
import dev.aicli.migrate.release.Privilege.Membership;
import dev.aicli.migrate.release.Privilege.OnObject;
import dev.aicli.migrate.release.compatibility.CheckResult;
import dev.aicli.migrate.release.compatibility.Code;
import dev.aicli.migrate.release.compatibility.Rule;
import dev.aicli.migrate.release.compatibility.SchemaSide;
import dev.aicli.migrate.release.compatibility.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** May the user do what the release needs, and write to the history? */
public final class PrivilegesRule implements Rule {
    @Override
    public Code code() {
        return Code.PRIVILEGES;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.schema().map(side -> verdicts(situation, side)).orElse(List.of());
    }

    private List<CheckResult> verdicts(Situation situation, SchemaSide side) {
        String user = side.value("SELECT current_user");
        List<CheckResult> verdicts = new ArrayList<>();
        verdicts.add(history(situation, side, user));
        for (Privilege privilege : situation.target().requires().privileges()) {
            String answer = side.value("SELECT " + question(privilege, side));
            String expected = user + ": " + privilege;
            verdicts.add(
                    switch (answer) {
                        case "t" -> CheckResult.pass(code(), privilege + " is granted", expected);
                        case "" ->
                            CheckResult.fail(
                                    code(),
                                    privilege + ": what it is about does not exist",
                                    expected,
                                    "create it, then grant the right");
                        default ->
                            CheckResult.fail(code(), privilege + " is not granted", expected, remedy(privilege, user));
                    });
        }
        return verdicts;
    }

    private CheckResult history(Situation situation, SchemaSide side, String user) {
        HistoryNames names = situation.ledger().names();
        boolean exists = !situation.history().rows().isEmpty();
        String table = side.literal(names.history());
        String schema = side.literal(names.schema().orElse("public"));
        String answer = exists
                ? side.value("SELECT pg_catalog.has_table_privilege(" + table + ", 'SELECT')"
                        + " AND pg_catalog.has_table_privilege(" + table + ", 'INSERT')")
                : side.value("SELECT coalesce((SELECT pg_catalog.has_schema_privilege(n.oid, 'CREATE')"
                        + " FROM pg_catalog.pg_namespace n WHERE n.nspname = " + schema + "), false)");
        String what = exists
                ? "SELECT, INSERT ON " + names.history()
                : "CREATE ON SCHEMA " + names.schema().orElse("public");
        String expected = user + ": " + what + ", for the history";
        return answer.equals("t")
                ? CheckResult.pass(code(), what + " is granted", expected)
                : CheckResult.fail(
                        code(),
                        what + " is not granted",
                        expected,
                        exists
                                ? "GRANT SELECT, INSERT ON " + names.history() + " TO \"" + user + "\""
                                : "GRANT CREATE ON SCHEMA \"" + names.schema().orElse("public") + "\" TO \"" + user
                                        + "\", or keep history elsewhere: --history-schema");
    }

    /** {@return an expression that is true, false, or NULL when what it is about does not exist} */
    private static String question(Privilege privilege, SchemaSide side) {
        if (privilege instanceof Attribute attribute) {
            String column = "rol" + attribute.word().toLowerCase(Locale.ROOT).replace("superuser", "super");
            return "rolsuper OR " + column + " FROM pg_catalog.pg_roles WHERE rolname = current_user";
        }
        if (privilege instanceof Membership membership) {
            return "(SELECT pg_catalog.pg_has_role(oid, 'MEMBER') FROM pg_catalog.pg_roles WHERE rolname = "
                    + side.literal(membership.role()) + ")";
        }
        OnObject object = (OnObject) privilege;
        String word = side.literal(object.word());
        return switch (object.kind()) {
            case "DATABASE" -> "pg_catalog.has_database_privilege(pg_catalog.current_database(), " + word + ")";
            case "SCHEMA" ->
                "(SELECT pg_catalog.has_schema_privilege(oid, " + word
                        + ") FROM pg_catalog.pg_namespace WHERE nspname = "
                        + object.name()
                                .or(side::presentSchema)
                                .map(side::literal)
                                .orElse("NULL") + ")";
            default ->
                side.table(object.name().orElseThrow())
                        .map(table -> "pg_catalog.has_table_privilege(" + table + "::pg_catalog.oid, " + word + ")")
                        .orElse("NULL");
        };
    }

    private static String remedy(Privilege privilege, String user) {
        String to = " TO \"" + user + "\"";
        if (privilege instanceof Attribute attribute) {
            return "ALTER ROLE \"" + user + "\" " + attribute.word();
        }
        if (privilege instanceof Membership membership) {
            return "GRANT " + membership.role() + to;
        }
        return "GRANT " + privilege + to;
    }
}
