package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.backup.Manifest;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.StoredBackup;
import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.Quantity;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows backups. */
final class StoredBackups {
    static final List<String> HEADER = List.of("BACKUP", "MADE", "REASON", "SIZE", "VERSIONS", "HOLDS");

    private StoredBackups() {}

    static void write(JsonWriter json, StoredBackup backup) {
        Optional<Manifest> manifest = backup.manifest();
        json.text("id", backup.id().text());
        json.flag("usable", manifest.isPresent());
        json.object("manifest", manifest, found -> {
            json.text("createdAt", found.createdAt().toString());
            json.text("reason", found.reason().word());
            json.text("runId", found.runId());
            json.text("release", found.release());
            json.object("versions", () -> found.versions().forEach(json::text));
            json.object("belongsTo", found.home(), home -> {
                json.text("project", home.project());
                json.text("database", home.database());
                json.text("address", home.address());
            });
            json.number("sequence", found.sequence());
            json.flag("schemaOnly", found.schemaOnly());
            json.text("toolVersion", found.toolVersion());
            json.number("durationMillis", found.durationMillis());
            json.number("size", found.size());
            json.objects("parts", found.parts(), part -> write(json, part));
        });
    }

    private static void write(JsonWriter json, Part part) {
        json.text("name", part.name());
        json.text("kind", part.kind().word());
        json.text("source", part.source());
        json.number("size", part.size());
        json.object("facts", () -> part.facts().forEach(json::text));
    }

    static List<String> row(StoredBackup backup) {
        return backup.manifest()
                .map(manifest -> List.of(
                        backup.id().text(),
                        manifest.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                        manifest.reason().word(),
                        Quantity.size(manifest.size()),
                        versions(manifest),
                        manifest.parts().stream().map(Part::source).collect(Collectors.joining(", "))))
                .orElseGet(() -> List.of(backup.id().text(), "-", "-", "-", "-", "damaged: it cannot be restored"));
    }

    private static String versions(Manifest manifest) {
        return manifest.versions().isEmpty()
                ? "-"
                : manifest.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
    }
}
