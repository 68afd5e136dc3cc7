package dev.aicli.migrate.database;

import java.util.List;
import java.util.Properties;

/**
 * Where a database is and how to get in. What {@code toString} gives is safe to show; the password leaves only through
 * {@link #connectionProperties()}.
 */
public interface DatabaseUrl {
    /** {@return the kind of database: {@code postgresql}, {@code sqlite}} */
    String kind();

    /** {@return the name of the database: that on the server, or the file's name} */
    String database();

    /** {@return the URL in a canonical form without any secret} */
    String masked();

    /** {@return the URL for the JDBC driver, without password} */
    String jdbcUrl();

    /** {@return what the JDBC driver is given beside its URL; holds the password, never print it} */
    Properties connectionProperties();

    /** {@return what to hide in texts that come from this database or its driver} */
    Masking masking();

    /** {@return what in the URL was passed over, in sentences} */
    List<String> warnings();
}
