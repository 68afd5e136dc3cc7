package dev.aicli.migrate.config.operation;

/** An operation on a YAML document and a {@code .env} file together: both change or neither. */
public non-sealed interface LinkedOperation extends Operation {
    /** As {@link YamlOperation#up}. */
    Outcome up(YamlSite yaml, DotenvSite dotenv, Stash earlier);

    /** As {@link YamlOperation#down}. */
    Outcome down(YamlSite yaml, DotenvSite dotenv, Stash stash);
}
