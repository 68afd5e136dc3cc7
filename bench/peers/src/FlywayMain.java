import org.flywaydb.core.Flyway;

/** Flyway's API called with a JDBC URL and a folder of migrations: {@code migrate}, or {@code info}. */
public final class FlywayMain {
    private FlywayMain() {}

    public static void main(String... args) {
        Flyway flyway = Flyway.configure()
                .dataSource(args[1], "postgres", "")
                .locations("filesystem:" + args[2])
                .load();
        if (args[0].equals("migrate")) {
            flyway.migrate();
        } else {
            System.out.println(flyway.info().all().length);
        }
    }
}
