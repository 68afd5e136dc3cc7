package dev.aicli.migrate.config.operation;

/** An operation on one YAML document. */
public non-sealed interface YamlOperation extends Operation {
    /**
     * Does it.
     *
     * @param earlier what the last way down kept, so that edits made by hand survive; else empty
     */
    Outcome up(YamlSite site, Stash earlier);

    /**
     * Undoes it.
     *
     * @param stash what the way up kept; when it is lost, what can be done without is done
     */
    Outcome down(YamlSite site, Stash stash);
}
