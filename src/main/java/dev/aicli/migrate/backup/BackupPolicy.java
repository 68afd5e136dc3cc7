package dev.aicli.migrate.backup;

import dev.aicli.migrate.engine.Plan;
import java.util.function.Predicate;

/**
 * Whether a run is preceded by a backup, and of what.
 *
 * @param wanted false when the project file or the user wants none
 * @param schemaOnly whether rows are left out
 * @param due whether a plan is one that needs a backup
 */
public record BackupPolicy(boolean wanted, boolean schemaOnly, Predicate<Plan> due) {
    /** No run has a backup, and history says so. */
    public static final BackupPolicy NONE = new BackupPolicy(false, false, plan -> false);

    /** Every run has one, with all rows. */
    public static final BackupPolicy ALWAYS = new BackupPolicy(true, false, plan -> true);
}
