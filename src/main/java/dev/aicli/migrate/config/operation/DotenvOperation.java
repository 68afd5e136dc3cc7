package dev.aicli.migrate.config.operation;

/** An operation on one {@code .env} file. */
public non-sealed interface DotenvOperation extends Operation {
    /** As {@link YamlOperation#up}. */
    Outcome up(DotenvSite site, Stash earlier);

    /** As {@link YamlOperation#down}. */
    Outcome down(DotenvSite site, Stash stash);
}
