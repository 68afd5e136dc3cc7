package dev.aicli.migrate.engine;

import dev.aicli.migrate.model.Direction;
import dev.aicli.migrate.model.Version;

/** Where the user wants a target to be. */
public sealed interface Goal {
    /** {@return which way it leads} A redo leads down first. */
    Direction direction();

    /** Everything pending. */
    record UpToLatest() implements Goal {
        @Override
        public Direction direction() {
            return Direction.UP;
        }
    }

    /** Everything pending up to and including a version. */
    record UpTo(Version version) implements Goal {
        @Override
        public Direction direction() {
            return Direction.UP;
        }
    }

    /** The next {@code count} pending migrations. */
    record UpSteps(int count) implements Goal {
        public UpSteps {
            requirePositive(count);
        }

        @Override
        public Direction direction() {
            return Direction.UP;
        }
    }

    /** The last {@code count} migrations taken back. */
    record DownSteps(int count) implements Goal {
        public DownSteps {
            requirePositive(count);
        }

        @Override
        public Direction direction() {
            return Direction.DOWN;
        }
    }

    /** Everything above a version taken back; that version stays. */
    record DownTo(Version version) implements Goal {
        @Override
        public Direction direction() {
            return Direction.DOWN;
        }
    }

    /** Everything taken back. */
    record DownAll() implements Goal {
        @Override
        public Direction direction() {
            return Direction.DOWN;
        }
    }

    /** The last {@code count} migrations taken back and applied again. */
    record Redo(int count) implements Goal {
        public Redo {
            requirePositive(count);
        }

        @Override
        public Direction direction() {
            return Direction.DOWN;
        }
    }

    private static void requirePositive(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a number of steps is at least 1, not " + count);
        }
    }
}
