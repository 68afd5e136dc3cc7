package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.InterruptedRunException;
import dev.aicli.migrate.model.MigrateException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks every rule. Adding one is one class, one {@link Code}, one line here, or in a database's own
 * {@link DatabaseRules}, and one page.
 */
public final class CompatibilityCheck {
    private static final List<Rule> BEFORE_THE_DATABASE = List.of(
            new ReleasePathRule(),
            new InstalledReleaseRule(),
            new MigrationFilesRule(),
            new ManifestVersionsRule(),
            new PartialStateRule(),
            new ChecksumsRule(),
            new MigrationOrderRule(),
            new ConfigParsesRule(),
            new ConfigMigratesRule(),
            new DatabaseVersionRule());

    /** The trial comes last: it takes locks that other rules would see. */
    private static final List<Rule> BEHIND_THE_DATABASE = List.of(
            new BackupToolRule(),
            new DiskSpaceRule(),
            new ProgramsRule(),
            new EnvironmentRule(),
            new HealthRule(),
            new RedisVersionRule(),
            new WayBackRule(),
            new SchemaTrialRule());

    private CompatibilityCheck() {}

    /** {@return what all rules came to} Changes nothing, however it ends. */
    public static List<CheckResult> of(Situation situation, Cancellation cancellation) {
        List<CheckResult> verdicts = new ArrayList<>();
        for (Rule rule : rules(situation)) {
            cancellation.check();
            try {
                verdicts.addAll(rule.check(situation));
            } catch (InterruptedRunException | ConnectionException e) {
                throw e;
            } catch (MigrateException e) {
                verdicts.add(CheckResult.fail(rule.code(), e, "this can be told"));
            }
        }
        return verdicts;
    }

    private static List<Rule> rules(Situation situation) {
        List<Rule> rules = new ArrayList<>(BEFORE_THE_DATABASE);
        situation
                .schema()
                .flatMap(side -> side.database().ability(DatabaseRules.class))
                .ifPresent(own -> rules.addAll(own.rules()));
        rules.addAll(BEHIND_THE_DATABASE);
        return rules;
    }
}
