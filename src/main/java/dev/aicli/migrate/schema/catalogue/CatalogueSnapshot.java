package dev.aicli.migrate.schema.catalogue;

import java.time.Instant;

/**
 * A catalogue that was recorded when migrations had been applied.
 *
 * @param version the schema's version then; {@code 0} when nothing was in force
 * @param runId the run that recorded it
 * @param recordedAt when
 * @param server product and version: another major version may print the same definition differently
 */
public record CatalogueSnapshot(String version, String runId, Instant recordedAt, String server, Catalogue catalogue) {}
