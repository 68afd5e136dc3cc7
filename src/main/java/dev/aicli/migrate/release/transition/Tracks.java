package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.config.ConfigTrack;
import dev.aicli.migrate.engine.Track;
import dev.aicli.migrate.history.History;
import dev.aicli.migrate.history.Ledger;
import dev.aicli.migrate.schema.SchemaTrack;
import dev.aicli.migrate.schema.catalogue.CatalogueSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Both tracks of an installation, and the history that they share.
 *
 * @param schema absent when the project has no database of its own
 * @param config absent when no configuration file is there
 * @param snapshots what the schema was at each version
 */
public record Tracks(
        Ledger ledger, Optional<SchemaTrack> schema, Optional<ConfigTrack> config, CatalogueSnapshots snapshots) {
    /** {@return those that there are, the schema's first} */
    List<Track> all() {
        return Stream.<Optional<? extends Track>>of(schema, config)
                .<Track>flatMap(Optional::stream)
                .toList();
    }

    /** Puts right what a run that died left half-done on each track; returns the history as it is then. */
    History recovered() {
        History history = ledger.read();
        all().forEach(track -> track.recover(history));
        return ledger.read();
    }

    /** {@return whether what is seen without the lock means nothing} */
    boolean interrupted() {
        return all().stream().anyMatch(Track::interrupted);
    }
}
