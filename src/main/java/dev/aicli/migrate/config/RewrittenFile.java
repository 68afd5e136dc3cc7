package dev.aicli.migrate.config;

import dev.aicli.migrate.config.files.FileContent;

/** What a plan makes of a file. */
public record RewrittenFile(FileContent before, String after) {
    /** {@return whether it makes any difference} */
    public boolean changed() {
        return !before.text().equals(after);
    }

    /** The texts may hold secrets. */
    @Override
    public String toString() {
        return "RewrittenFile[" + before.target().name() + "]";
    }
}
