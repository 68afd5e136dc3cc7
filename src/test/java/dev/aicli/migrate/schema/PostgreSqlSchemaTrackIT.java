package dev.aicli.migrate.schema;

import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlSchemaTrackIT implements SchemaTrackContract {
    @TempDir
    Path folder;

    private String url = "";

    @BeforeEach
    void createDatabase() {
        url = PostgresServers.newDatabase();
    }

    @Override
    public SchemaProject project() {
        return new SchemaProject(folder, url);
    }

    @Override
    public String tablesQuery() {
        return "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                + " AND relname NOT LIKE 'migration\\_%' ORDER BY relname";
    }
}
