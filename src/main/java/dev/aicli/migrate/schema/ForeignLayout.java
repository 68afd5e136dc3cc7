package dev.aicli.migrate.schema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whose files they are that are not read here: the layouts of other tools, by what only they have. */
final class ForeignLayout {
    /** Directives stand at the top of a file. */
    private static final int LOOKED_AT = 4096;

    /** A text in a file of SQL that only one tool understands. */
    private record Directive(String text, String tool) {}

    private static final List<Directive> DIRECTIVES = List.of(
            new Directive("-- migrate:up", "dbmate"),
            new Directive("--liquibase formatted sql", "Liquibase"),
            new Directive("-- liquibase formatted sql", "Liquibase"),
            new Directive("-- +migrate up", "sql-migrate"),
            new Directive("-- rambler up", "rambler"),
            new Directive("--//@undo", "MyBatis Migrations"),
            new Directive("-- //@undo", "MyBatis Migrations"),
            new Directive("---- create above / drop below ----", "tern"));

    /** A name in a folder that only one tool writes. */
    private record Mark(Pattern name, String tool) {}

    private static final List<Mark> MARKS = List.of(
            new Mark(Pattern.compile("migration_lock\\.toml"), "Prisma"),
            new Mark(Pattern.compile("atlas\\.sum"), "Atlas"),
            new Mark(Pattern.compile("sqitch\\.plan"), "sqitch"),
            new Mark(Pattern.compile("script\\.py\\.mako"), "Alembic"),
            new Mark(Pattern.compile("[0-9]{14}_[a-z0-9_]+\\.rb"), "Rails"),
            new Mark(Pattern.compile("[0-9]{4}_[a-z0-9_]+\\.py"), "Django"),
            new Mark(Pattern.compile("(?:db\\.)?changelog[^/]*\\.(?:xml|ya?ml|json)"), "Liquibase"));

    private ForeignLayout() {}

    /** {@return the tool that a file of SQL was written for, as far as its text, its name and its folder tell} */
    static Optional<String> ofFile(Path file, Path folder) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals("migration.sql") && isNumbered(file.getParent())) {
            return Optional.of("Prisma");
        }
        if ((name.equals("up.sql") || name.equals("down.sql")) && isNumbered(file.getParent())) {
            return Optional.of("diesel");
        }
        String top = top(file);
        return DIRECTIVES.stream()
                .filter(directive -> top.contains(directive.text()))
                .map(Directive::tool)
                .findFirst()
                .or(() -> ofFolder(folder));
    }

    /** {@return the tool whose mark lies in a folder, or beside it} */
    static Optional<String> ofFolder(Path folder) {
        return marked(folder).or(() -> Optional.ofNullable(folder.getParent()).flatMap(ForeignLayout::marked));
    }

    private static Optional<String> marked(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                for (Mark mark : MARKS) {
                    if (mark.name().matcher(name).matches()) {
                        return Optional.of(mark.tool());
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            // It only helps to explain another failure.
            return Optional.empty();
        }
    }

    private static boolean isNumbered(@Nullable Path folder) {
        String name = folder == null ? "" : String.valueOf(folder.getFileName());
        return !name.isEmpty() && Character.isDigit(name.charAt(0));
    }

    private static String top(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        }
    }
}
