package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.dotenv.DotenvDocument;

/** Where an operation works: a {@code .env} file, replaced by each edit. */
public final class DotenvSite {
    private DotenvDocument document;

    public DotenvSite(DotenvDocument document) {
        this.document = document;
    }

    public DotenvDocument document() {
        return document;
    }

    public void become(DotenvDocument changed) {
        document = changed;
    }

    public DotenvDocument mark() {
        return document;
    }
}
