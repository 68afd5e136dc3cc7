package dev.aicli.migrate.project;

import java.nio.file.Path;

/**
 * The database's URL as the user gave it.
 *
 * @param url the text, which may hold a password
 * @param base the folder that a relative path in it is relative to
 */
public record DatabaseSetting(String url, Path base) {
    /** Leaves the URL out. */
    @Override
    public String toString() {
        return "DatabaseSetting[base=" + base + "]";
    }
}
