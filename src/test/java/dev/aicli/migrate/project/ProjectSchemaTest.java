package dev.aicli.migrate.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON Schema of the project file and the program that reads it say the same. */
class ProjectSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private static boolean schemaAccepts(String yaml) throws IOException {
        JsonNode content = MAPPER.readTree(Files.readString(Path.of("docs", "schema", "aicli.schema.json")));
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(content);
        Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return schema.validate(MAPPER.valueToTree(loaded)).isEmpty();
    }

    private boolean readerAccepts(String yaml) throws IOException {
        Files.writeString(directory.resolve("aicli.yml"), yaml);
        try {
            new ProjectReader(Map.of(), Map.of("X", "5"), directory).read(Optional.empty());
            return true;
        } catch (UsageException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "database: {url: 'sqlite:app.db'}",
                "database:",
                "{migrations: sql, lock-timeout: 5s, lock-retries: 3, statement-timeout: 0, lock-wait: 10min}",
                "migrations: [a, b]",
                "migrations: {folders: [a, b], exclude: 'x/*.sql'}",
                "migrations: {exclude: [testdata]}",
                "transaction: run",
                "history: {schema: ops, prefix: a_}",
                "config: {migrations: c, files: [a.yml, {path: .env, format: env, version-key: V}]}",
                "backup: {directory: b, keep: 1, keep-days: 2, mode: 'off', when: always, max-size: 5GB, jobs: 2}",
                "backup: {provider: command, command: {create: a b, verify: [a], restore: c, timeout: 5min}, redis: 'redis://h'}",
                "hooks: {before-run: a, verify: [b, {command: c, shell: true, timeout: 5s}]}",
                "lock-timeout: ${X}s",
            })
    void acceptTheSame(String yaml) throws IOException {
        assertThat(readerAccepts(yaml)).isTrue();
        assertThat(schemaAccepts(yaml)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "databse: {url: x}",
                "database: {uri: x}",
                "lock-timeout: soon",
                "lock-retries: -1",
                "migrations: [[a]]",
                "migrations: {folder: a}",
                "transaction: all",
                "history: {prefix: 1x}",
                "config: {files: [{format: env}]}",
                "config: {files: [{path: a, format: toml}]}",
                "backup: {mode: some}",
                "backup: {command: {create: a, timeout: long}}",
                "backup: {command: {make: a}}",
                "hooks: {verify: [{shell: true}]}",
                "hooks: {whenever: a}",
                "[a]",
            })
    void refuseTheSame(String yaml) throws IOException {
        assertThat(readerAccepts(yaml)).isFalse();
        assertThat(schemaAccepts(yaml)).isFalse();
    }

    @Test
    void theRepositorysOwnProjectIsValid() throws IOException {
        assertThat(schemaAccepts(Files.readString(Path.of("aicli.yml")))).isTrue();
    }
}
