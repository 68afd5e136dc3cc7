package dev.aicli.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aicli.migrate.model.Sha256;
import dev.aicli.migrate.testing.PostgresServers;
import dev.aicli.migrate.testing.SchemaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Backups of other projects and databases, and what somebody has put into a folder of backups: nothing of it is
 * restored, taken away or carried out by mistake.
 */
class ForeignBackupsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"));

    @TempDir
    private Path root;

    private Path project(String name) throws IOException {
        Path project = root.resolve(name);
        write(project, "aicli.yml", """
                database: {url: 'sqlite:app.db'}
                config: {files: [app.yml, 'conf/*.yml']}
                backup: {keep: 1}
                """);
        write(project, "migrations/1_person.up.sql", "CREATE TABLE person (name text);\n");
        write(project, "migrations/2_pet.up.sql", "CREATE TABLE pet (name text);\n");
        write(project, "app.yml", "of: " + name + "\n");
        return project;
    }

    private static void write(Path project, String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static PackagedProgram.Result run(int exitCode, Path project, String... arguments)
            throws IOException, InterruptedException {
        PackagedProgram.Result result = PackagedProgram.run(project, ENVIRONMENT, arguments);
        assertThat(result.exitCode())
                .as(String.join(" ", arguments) + ": " + result.error() + result.output())
                .isEqualTo(exitCode);
        return result;
    }

    /** Puts things in place, in this process. */
    private static void prepare(Path project, String... arguments) {
        Cli.Result result = new Cli(project).environment(ENVIRONMENT).run(arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
    }

    private static String person(Path project, String url) {
        return new SchemaProject(project, url).query("SELECT name FROM person");
    }

    private static void insert(Path project, String url, String name) {
        SchemaProject database = new SchemaProject(project, url);
        database.execute("DELETE FROM person");
        database.execute("INSERT INTO person VALUES ('" + name + "')");
    }

    private static List<Path> backups(Path project) throws IOException {
        try (Stream<Path> folders = Files.list(project.resolve(".aicli/backups"))) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[0-9].*"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    /** Changes a manifest the way somebody would who knows how to make it look whole. */
    private static void rewrite(Path backup, Consumer<ObjectNode> change) throws IOException {
        Path file = backup.resolve("manifest.json");
        ObjectNode manifest = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(manifest);
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        Files.write(file, bytes);
        Files.writeString(backup.resolve("manifest.json.sha256"), Sha256.of(bytes));
    }

    private static void source(ObjectNode manifest, String kind, String source) {
        for (JsonNode part : manifest.get("parts")) {
            if (part.get("kind").asText().equals(kind)) {
                ((ObjectNode) part).put("source", source);
            }
        }
    }

    /** As a version of the program wrote it that knew nothing of projects. */
    private static void asOfOlderVersion(Path backup, Path project) throws IOException {
        rewrite(backup, manifest -> {
            manifest.remove(List.of("belongsTo", "sequence"));
            source(manifest, "file", project.resolve("app.yml").toString());
        });
    }

    @Test
    void aCopiedOrMovedProjectGoesBackByItself() throws Exception {
        Path original = project("original");
        prepare(original, "migrate", "up", "--steps", "1");
        insert(original, "sqlite:app.db", "ada");
        prepare(original, "backup", "create");
        Path copied = root.resolve("copied");
        copy(original, copied);
        for (Path changed : List.of(original, copied)) {
            insert(changed, "sqlite:app.db", "bob");
            write(changed, "app.yml", "of: nobody\n");
        }

        run(0, copied, "backup", "restore", "latest", "--yes");

        assertThat(person(copied, "sqlite:app.db")).isEqualTo("ada");
        assertThat(copied.resolve("app.yml")).hasContent("of: original");
        assertThat(person(original, "sqlite:app.db")).isEqualTo("bob");
        assertThat(original.resolve("app.yml")).hasContent("of: nobody");
    }

    @Test
    void aBackupOfAnOlderVersionIsTakenForTheFilesThatItNamesAndForNoOthers() throws Exception {
        Path original = project("original");
        prepare(original, "migrate", "up", "--steps", "1");
        prepare(original, "backup", "create");
        List<Path> made = backups(original);
        Path ofOlderVersion = made.get(made.size() - 1);
        asOfOlderVersion(ofOlderVersion, original);
        String id = ofOlderVersion.getFileName().toString();
        write(original, "app.yml", "of: nobody\n");
        Path copied = root.resolve("copied");
        copy(original, copied);

        PackagedProgram.Result refused = run(8, copied, "backup", "restore", id, "--yes");
        assertThat(refused.error())
                .contains("holds " + original.resolve("app.yml") + ", which is no file of the project in " + copied)
                .contains("by hand");
        assertThat(original.resolve("app.yml")).hasContent("of: nobody");

        run(0, original, "backup", "restore", id, "--yes");
        assertThat(original.resolve("app.yml")).hasContent("of: original");
        assertThat(copied.resolve("app.yml")).hasContent("of: nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void anotherDatabaseIsRestoredToOnlyWhenThatIsMeant(String kind) throws Exception {
        boolean sqlite = kind.equals("sqlite");
        String staging = sqlite ? "sqlite:staging.db" : PostgresServers.newDatabase();
        String production = sqlite ? "sqlite:production.db" : PostgresServers.newDatabase();
        Path project = project("shared");
        for (String url : List.of(staging, production)) {
            prepare(project, "migrate", "up", "--steps", "1", "-d", url);
            insert(project, url, url.equals(staging) ? "staging" : "production");
        }
        prepare(project, "backup", "create", "-d", production);
        prepare(project, "backup", "create", "-d", staging);
        String id =
                backups(project).get(backups(project).size() - 1).getFileName().toString();

        PackagedProgram.Result refused = run(2, project, "backup", "restore", id, "--yes", "-d", production);
        assertThat(refused.error())
                .contains(" belongs to ")
                .contains("--force-target")
                .contains("--into URL");
        assertThat(refused.error().substring(refused.error().indexOf("belongs to")))
                .contains(name(staging))
                .contains(", and this is ")
                .contains(name(production));
        assertThat(person(project, production)).isEqualTo("production");
        run(0, project, "backup", "restore", "latest", "--yes", "-d", production);
        assertThat(person(project, production)).isEqualTo("production");

        PackagedProgram.Result forced =
                run(0, project, "backup", "restore", id, "--yes", "--force-target", "-d", production);
        assertThat(forced.error()).contains(name(staging)).contains(name(production));
        assertThat(person(project, production)).isEqualTo("staging");
    }

    private static String name(String url) {
        return url.replaceFirst(".*[/:]", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void retentionCountsForEachDatabase(String kind) throws Exception {
        boolean sqlite = kind.equals("sqlite");
        String staging = sqlite ? "sqlite:staging.db" : PostgresServers.newDatabase();
        String production = sqlite ? "sqlite:production.db" : PostgresServers.newDatabase();
        Path project = project("shared");
        prepare(project, "migrate", "up", "--steps", "1", "-d", production);
        if (sqlite) {
            prepare(project, "backup", "create", "-d", production);
        }
        List<Path> ofProduction = backups(project);

        run(0, project, "migrate", "up", "--steps", "1", "-d", staging);
        run(0, project, "migrate", "up", "-d", staging);
        run(0, project, "backup", "prune", "--keep", "1", "-d", staging);

        assertThat(backups(project)).containsAll(ofProduction).hasSize(ofProduction.size() + 1);
        assertThat(run(2, project, "backup", "prune", "--keep", "-5").error()).contains("--keep -5");
    }

    @Test
    void theBackupOfARunStaysThoughTheClockWasSetBack() throws Exception {
        Path project = project("clock");
        prepare(project, "migrate", "up", "--steps", "1");
        Path ofToday = backups(project).get(0);
        String id = "29990101T000000000Z-aaaa";
        Path ofTheFuture = ofToday.resolveSibling(id);
        Files.move(ofToday, ofTheFuture);
        rewrite(ofTheFuture, manifest -> manifest.put("id", id).put("createdAt", "2999-01-01T00:00:00Z"));

        PackagedProgram.Result up = run(0, project, "migrate", "up");

        assertThat(backups(project)).hasSize(1);
        String own = backups(project).get(0).getFileName().toString();
        assertThat(up.output()).contains("backup " + own + " made and verified");
        assertThat(run(0, project, "backup", "verify", "latest").output()).contains(own);
    }

    @Test
    void theBackupsOfReleasesThatCanBeRolledBackStay() throws Exception {
        Installation installation = Installation.onSqlite(root).project("backup: {keep: 1}\n");
        installation.install();
        installation.json("upgrade", "--target-version", "2.0.0", "--yes");
        installation.migration("005_more", "CREATE TABLE more (id INTEGER);", "DROP TABLE more;");
        installation.migration("006_more", "CREATE TABLE more2 (id INTEGER);", "DROP TABLE more2;");
        run(root, installation, "migrate", "up", "--steps", "1");
        run(root, installation, "migrate", "up");
        run(root, installation, "backup", "prune", "--keep", "0");

        run(root, installation, "rollback", "--strategy", "restore", "--yes");

        assertThat(installation.release()).isEqualTo("1.0.0");
    }

    private static void run(Path root, Installation installation, String... arguments)
            throws IOException, InterruptedException {
        PackagedProgram.Result result = PackagedProgram.run(root, installation.environment(), arguments);
        assertThat(result.exitCode()).as(result.error()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute", "../victim.yml", "conf/../../victim.yml", "aicli.yml", "conf/link.yml"})
    void aManifestThatNamesAnythingButTheProjectsFilesIsRefused(String named) throws Exception {
        Path project = project("tampered");
        Path victim = Files.writeString(root.resolve("victim.yml"), "untouched\n");
        write(project, "conf/a.yml", "a: 1\n");
        Files.createSymbolicLink(project.resolve("conf/link"), root);
        prepare(project, "migrate", "up", "--steps", "1");
        prepare(project, "backup", "create");
        boolean link = named.equals("conf/link.yml");
        if (link) {
            Files.createSymbolicLink(project.resolve(named), victim);
        }
        Path backup = backups(project).get(backups(project).size() - 1);
        rewrite(backup, manifest -> source(manifest, "file", named.equals("absolute") ? victim.toString() : named));
        String projectFile = Files.readString(project.resolve("aicli.yml"));

        PackagedProgram.Result refused = run(
                link ? 2 : 8, project, "backup", "restore", backup.getFileName().toString(), "--yes");

        assertThat(refused.error())
                .contains(link ? "is a link out of the project's folder" : "which is no file of the project");
        assertThat(victim).hasContent("untouched\n");
        assertThat(project.resolve("aicli.yml")).hasContent(projectFile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore.json", "journal.jsonl"})
    void aJournalAboutOtherFilesIsNotCarriedOut(String journal) throws Exception {
        Path project = project("tampered");
        Path victim = Files.writeString(root.resolve("victim.yml"), "untouched\n");
        Path staged = Files.writeString(root.resolve(".victim.yml.aicli-restore"), "planted\n");
        write(project, "app.yml", "version: 1.0.0\n");
        copy(Path.of("config-migrations"), project.resolve("config-migrations"));
        prepare(project, "migrate", "up", "--steps", "1");
        String id = backups(project).get(0).getFileName().toString();
        boolean restore = journal.equals("restore.json");
        String text = restore
                ? "{\"backup\":\"" + id + "\",\"present\":\"" + id + "\",\"runId\":\"r\",\"decided\":true,"
                        + "\"database\":{},\"files\":[{\"target\":\"" + victim + "\",\"staged\":\"" + staged + "\"}]}"
                : "{\"run\":\"r\"}\n{\"name\":\"app.yml\",\"path\":\"" + victim + "\",\"temporary\":\""
                        + root.resolve(".victim.yml.r.aicli-new") + "\",\"after\":\"" + Sha256.of("untouched\n")
                        + "\",\"before\":\"planted\\n\"}\n";
        write(project, ".aicli/backups/" + (restore ? "" : "config/") + journal, text);

        PackagedProgram.Result refused = restore ? run(8, project, "migrate", "up") : run(7, project, "config", "up");

        assertThat(refused.error()).contains(victim.toString()).contains("next: ");
        assertThat(victim).hasContent("untouched\n");
        assertThat(staged).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {".aicli", ".aicli/backups"})
    void aFolderThatOthersMayWriteToIsNotBelieved(String folder) throws Exception {
        Path project = project("open");
        prepare(project, "migrate", "up", "--steps", "1");
        String id = backups(project).get(0).getFileName().toString();
        Files.setPosixFilePermissions(project.resolve(folder), PosixFilePermissions.fromString("rwxrwxrwx"));

        for (String[] command : List.<String[]>of(
                new String[] {"migrate", "up"},
                new String[] {"backup", "restore", id, "--yes"},
                new String[] {"backup", "list"},
                new String[] {"backup", "prune", "--keep", "1"})) {
            assertThat(run(8, project, command).error())
                    .contains("is not believed: others than its owner may write to")
                    .contains("chmod go-w");
        }
        Files.setPosixFilePermissions(project.resolve(folder), PosixFilePermissions.fromString("rwx------"));
        run(0, project, "migrate", "up");
    }

    @Test
    void aFolderOfAnotherUserIsNotBelieved() throws Exception {
        Path project = project("another");
        prepare(project, "migrate", "up", "--steps", "1");
        if (!Files.getAttribute(project, "unix:uid").equals(0)) {
            // Only root can give files away, and is the one who must not trust them.
            return;
        }
        Files.setOwner(
                project.resolve(".aicli/backups"),
                project.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

        assertThat(run(8, project, "migrate", "up").error()).contains("backups belongs to nobody");
    }

    @Test
    void aLinkOutOfTheProjectIsNeitherSavedNorFollowed() throws Exception {
        Path project = project("links");
        Path victim = Files.writeString(root.resolve("victim.yml"), "untouched\n");
        prepare(project, "migrate", "up", "--steps", "1");
        prepare(project, "backup", "create");
        Files.delete(project.resolve("app.yml"));
        Files.createSymbolicLink(project.resolve("app.yml"), victim);

        assertThat(run(8, project, "backup", "create").error()).contains("lies outside the project's folder");
        assertThat(run(8, project, "backup", "restore", "latest", "--yes").error())
                .contains("which is no file of the project");
        assertThat(victim).hasContent("untouched\n");
    }

    /** What was saved before must still be found, also when nothing is there yet or nothing can be seen. */
    @Test
    void backupsAreMadeBeforeTheFirstRunAndNeverSaidToBeNoneWhereNobodyCanLook() throws Exception {
        Path project = project("files");
        write(project, "aicli.yml", "config: {files: [app.yml]}\n");
        assertThat(run(0, project, "backup", "list").output()).contains("There are no backups");

        run(0, project, "backup", "create");

        assertThat(run(0, project, "backup", "list").output()).contains("app.yml");
        Path hidden = root.resolve("hidden");
        Files.writeString(hidden, "a file where a folder should be");
        write(project, "aicli.yml", "config: {files: [app.yml]}\nbackup: {directory: ../hidden/backups}\n");
        assertThat(run(8, project, "backup", "list").error()).contains("cannot read the folder of backups");
    }
}
