package dev.aicli.migrate.schema;

import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteSchemaTrackIT implements SchemaTrackContract {
    @TempDir
    Path folder;

    @Override
    public SchemaProject project() {
        return new SchemaProject(folder, "sqlite:test.db");
    }

    @Override
    public String tablesQuery() {
        return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'migration\\_%' ESCAPE '\\'"
                + " ORDER BY name";
    }
}
