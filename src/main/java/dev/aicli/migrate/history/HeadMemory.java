package dev.aicli.migrate.history;

import java.util.Optional;

/**
 * Remembers, outside of the database, where a history ended: that its newest rows were cut off, or all of it, leaves no
 * trace in the chain itself.
 */
public interface HeadMemory {
    /** Remembers nothing. */
    HeadMemory NONE = new HeadMemory() {
        @Override
        public Optional<KnownHead> recall() {
            return Optional.empty();
        }

        @Override
        public void remember(KnownHead head) {
            // Nothing is kept.
        }

        @Override
        public void forget() {
            // There is nothing to forget.
        }
    };

    /** {@return the end that was last seen; empty when there is nothing to compare with} */
    Optional<KnownHead> recall();

    void remember(KnownHead head);

    void forget();
}
