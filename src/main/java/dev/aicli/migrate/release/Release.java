package dev.aicli.migrate.release;

import dev.aicli.migrate.model.NumericVersion;
import dev.aicli.migrate.model.SemanticVersion;
import dev.aicli.migrate.model.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * One release of the application.
 *
 * @param version its own version
 * @param schema the schema version that it works with; absent when it has no say in it
 * @param config the configuration version that it works with; absent when it has no say in it
 * @param from the releases that may be upgraded to it directly; absent for every older one
 * @param requires what must be there for it
 * @param breaking what a person should know before, one text each
 * @param irreversible whether there is no way back from it but a backup
 * @param notes what it brings
 * @param place where the manifest describes it
 */
public record Release(
        SemanticVersion version,
        Optional<NumericVersion> schema,
        Optional<SemanticVersion> config,
        Optional<VersionRange> from,
        Requirements requires,
        List<String> breaking,
        boolean irreversible,
        Optional<String> notes,
        SourceLocation place) {
    public Release {
        breaking = List.copyOf(breaking);
    }

    /** {@return whether an installation of that release may be upgraded to this one without a stop between} */
    public boolean follows(SemanticVersion installed) {
        return installed.compareTo(version) < 0
                && from.map(range -> range.contains(installed)).orElse(true);
    }
}
