import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/** Liquibase's update called with a JDBC URL and a folder that holds {@code changelog.yaml}. */
public final class LiquibaseMain {
    private LiquibaseMain() {}

    public static void main(String... args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[0], "postgres", "")) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            Scope.child(
                    java.util.Map.of(
                            Scope.Attr.resourceAccessor.name(), new DirectoryResourceAccessor(Path.of(args[1])),
                            Scope.Attr.ui.name(), new LoggerUIService()),
                    () -> {
                        CommandScope update = new CommandScope("update");
                        update.addArgumentValue("changelogFile", "changelog.yaml");
                        update.addArgumentValue("database", database);
                        update.setOutput(java.io.OutputStream.nullOutputStream());
                        update.execute();
                    });
        }
    }
}
