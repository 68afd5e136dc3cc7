package dev.aicli.migrate.release.compatibility;

import java.util.List;

/** Can the files of all migrations be read? */
final class MigrationFilesRule implements Rule {
    private static final String EXPECTED = "migrations that can be read";

    @Override
    public Code code() {
        return Code.MIGRATION_FILES;
    }

    @Override
    public List<CheckResult> check(Situation situation) {
        return situation.tracks().stream()
                .map(track -> situation
                        .unreadable(track)
                        .map(reason -> CheckResult.fail(code(), reason, EXPECTED))
                        .orElseGet(() ->
                                CheckResult.pass(code(), "all " + track.name() + " migrations are read", EXPECTED)))
                .toList();
    }
}
