package dev.aicli.migrate.platform.postgresql.url;

import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** libpq's connection service file: sections {@code [name]} of {@code keyword=value} lines. */
final class ServiceFile {
    private ServiceFile() {}

    /** Reads the service from the user's file or, when that does not have it, from the system's. */
    static GivenSettings find(String service, UrlEnvironment environment) {
        Path users = environment
                .variable("PGSERVICEFILE")
                .map(environment.directory()::resolve)
                .orElse(environment.home().resolve(".pg_service.conf"));
        Optional<Path> systems = environment.variable("PGSYSCONFDIR").map(folder -> Path.of(folder, "pg_service.conf"));
        return read(users, service)
                .or(() -> systems.flatMap(file -> read(file, service)))
                .orElseThrow(() -> {
                    UsageException missing = new UsageException("there is no service '" + service + "' in " + users);
                    missing.next("services are sections of that file: [" + service + "], then host=…, dbname=…");
                    return missing;
                });
    }

    private static Optional<GivenSettings> read(Path file, String service) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UsageException("the service file " + file + " cannot be read", e);
        }
        GivenSettings found = new GivenSettings();
        boolean inSection = false;
        boolean seen = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                inSection = !seen && line.equals("[" + service + "]");
                seen |= inSection;
            } else if (inSection && !line.isEmpty() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw new UsageException("a line of the service file is not keyword=value")
                            .at(new SourceLocation(file.toString(), i + 1, 0));
                }
                found.parameter(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return seen ? Optional.of(found) : Optional.empty();
    }
}
