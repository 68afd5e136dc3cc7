package dev.aicli.migrate.app;

import dev.aicli.migrate.database.UrlEnvironment;
import dev.aicli.migrate.platform.Databases;
import dev.aicli.migrate.project.DatabaseSetting;
import dev.aicli.migrate.project.Project;
import dev.aicli.migrate.project.ProjectReader;
import dev.aicli.migrate.project.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where work is done, and for whom.
 *
 * @param environment the environment variables
 * @param directory the working directory
 * @param home the user's home folder
 * @param user who works
 * @param toolVersion the version of this program
 * @param reporter hears what should be told beside results
 */
public record Workspace(
        Map<String, String> environment,
        Path directory,
        Path home,
        String user,
        String toolVersion,
        Reporter reporter) {
    /** Reads the project in that file or folder, with settings that go before its own. */
    public Project project(Optional<String> file, Map<Setting, String> settings) {
        return new ProjectReader(settings, environment, directory).read(file);
    }

    /** {@return what the database's URL is read against} */
    UrlEnvironment urlEnvironment(DatabaseSetting setting) {
        return urlEnvironment(setting.base());
    }

    /**
     * {@return the same}
     *
     * @param base what relative paths in it are relative to
     */
    public UrlEnvironment urlEnvironment(Path base) {
        return Databases.environment(environment, home, base, user);
    }

    /** {@return the search path for programs} */
    public String searchPath() {
        return environment.getOrDefault("PATH", "");
    }

    /** Leaves the environment out: one of its variables may be a password. */
    @Override
    public String toString() {
        return "Workspace[" + directory + "]";
    }
}
