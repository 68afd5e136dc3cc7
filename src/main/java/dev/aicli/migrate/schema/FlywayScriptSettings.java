package dev.aicli.migrate.schema;

import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.ValidationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * What Flyway is told about one script, in {@code <file>.conf} beside it: a Java properties file.
 *
 * @param transaction {@code executeInTransaction}
 * @param placeholders {@code placeholderReplacement}
 */
record FlywayScriptSettings(boolean transaction, boolean placeholders) {
    private static final FlywayScriptSettings DEFAULT = new FlywayScriptSettings(true, true);

    /**
     * Those of a script.
     *
     * @throws ValidationException for a setting that cannot be followed
     */
    static FlywayScriptSettings of(Path script, String name) throws IOException {
        Path file = script.resolveSibling(script.getFileName() + ".conf");
        if (!Files.isRegularFile(file)) {
            return DEFAULT;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new ValidationException("the file is no properties file: " + e.getMessage(), e)
                    .at(SourceLocation.of(name + ".conf"))
                    .next("correct it");
        }
        boolean transaction = true;
        boolean placeholders = true;
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip().toLowerCase(Locale.ROOT);
            switch (key) {
                case "executeInTransaction" -> transaction = flag(key, value, name);
                case "placeholderReplacement" -> placeholders = flag(key, value, name);
                case "encoding" ->
                    require(value.equals("utf-8"), "encoding " + value + ": scripts are read as UTF-8", name);
                case "shouldExecute" -> require(value.equals("true"), "shouldExecute " + value, name);
                default -> require(false, key, name);
            }
        }
        return new FlywayScriptSettings(transaction, placeholders);
    }

    private static boolean flag(String key, String value, String name) {
        require(value.equals("true") || value.equals("false"), key + " " + value, name);
        return value.equals("true");
    }

    private static void require(boolean followed, String setting, String name) {
        if (!followed) {
            throw new ValidationException("a setting that cannot be followed: " + setting)
                    .at(SourceLocation.of(name + ".conf"))
                    .next("executeInTransaction and placeholderReplacement are followed, true or false; remove it");
        }
    }
}
