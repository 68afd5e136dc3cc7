package dev.aicli.migrate.release.compatibility;

import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.ConnectionException;
import dev.aicli.migrate.model.InterruptedRunException;
import dev.aicli.migrate.model.MigrateException;
import java.util.ArrayList;
import java.util.List;

/** Asks every rule. Adding one is one class, one {@link Code}, one line here and one page. */
public final class CompatibilityCheck {
    /** The trial comes last: it takes locks that other rules would see. */
    private static final List<Rule> RULES = List.of(
            new ReleasePathRule(),
            new InstalledReleaseRule(),
            new MigrationFilesRule(),
            new ManifestVersionsRule(),
            new PartialStateRule(),
            new ChecksumsRule(),
            new MigrationOrderRule(),
            new ConfigParsesRule(),
            new ConfigMigratesRule(),
            new DatabaseVersionRule(),
            new WritableRule(),
            new ExtensionsRule(),
            new PrivilegesRule(),
            new LongTransactionsRule(),
            new LocksRule(),
            new ReplicationLagRule(),
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
    public static List<Verdict> of(Situation situation, Cancellation cancellation) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Rule rule : RULES) {
            cancellation.check();
            try {
                verdicts.addAll(rule.check(situation));
            } catch (InterruptedRunException | ConnectionException e) {
                throw e;
            } catch (MigrateException e) {
                verdicts.add(Verdict.fail(rule.code(), e, "this can be told"));
            }
        }
        return verdicts;
    }
}
