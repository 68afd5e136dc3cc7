package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.DatabaseRestore;
import dev.aicli.migrate.backup.ExternalProgram;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.backup.ProgramFolders;
import dev.aicli.migrate.engine.Cancellation;
import dev.aicli.migrate.model.BackupException;
import dev.aicli.migrate.platform.postgresql.connection.PostgreSqlDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Brings a database back where it is, in one transaction: psql executes the removal of what is there and then the
 * archive as a script. {@code pg_restore --clean} alone would leave what was created after the backup.
 *
 * <p>The end of its input is no commit, so that a script that breaks off changes nothing. The transaction's number
 * tells afterwards whether it was committed.
 */
final class PostgreSqlInPlace {
    private static final String TRANSACTION = "transaction";

    /** Objects of extensions stay: they come and go with their extension, which our role may not own. */
    private static final String REMOVAL = """
            SET LOCAL search_path = pg_catalog, pg_temp;
            SET LOCAL lock_timeout = '30s';
            SET LOCAL client_min_messages = warning;
            DO $aicli$
            DECLARE
              one record;
            BEGIN
              FOR one IN SELECT n.oid, n.nspname FROM pg_catalog.pg_namespace n
                WHERE n.nspname <> 'public' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                  AND d.objid = n.oid AND d.deptype = 'e')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extnamespace = n.oid)
              LOOP
                EXECUTE pg_catalog.format('DROP SCHEMA %I CASCADE', one.nspname);
              END LOOP;
              FOR one IN SELECT pg_catalog.format('%I.%I', n.nspname, c.relname) AS name,
                  CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                    WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END AS kind
                FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
                AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                  AND d.objid = c.oid AND d.deptype IN ('e', 'i'))
              LOOP
                EXECUTE 'DROP ' || one.kind || ' IF EXISTS ' || one.name || ' CASCADE';
              END LOOP;
              FOR one IN SELECT pg_catalog.unnest(ARRAY(SELECT p.oid::pg_catalog.regprocedure::text FROM pg_catalog.pg_proc p
                JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                  AND d.objid = p.oid AND d.deptype IN ('e', 'i')))) AS name
              LOOP
                EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE';
              END LOOP;
              FOR one IN SELECT pg_catalog.format('%I.%I', n.nspname, t.typname) AS name FROM pg_catalog.pg_type t
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' AND t.typtype IN ('d', 'e', 'r')
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
                  AND d.objid = t.oid AND d.deptype IN ('e', 'i'))
              LOOP
                EXECUTE 'DROP TYPE IF EXISTS ' || one.name || ' CASCADE';
              END LOOP;
              PERFORM pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata;
            END
            $aicli$;
            """;

    private final PostgreSqlDatabase database;
    private final ProgramFolders programs;

    PostgreSqlInPlace(PostgreSqlDatabase database, ProgramFolders programs) {
        this.database = database;
        this.programs = programs;
    }

    void restore(Part part, Path folder, DatabaseRestore.Progress progress, Cancellation cancellation) {
        PostgreSqlTools tools = PostgreSqlTools.forArchive(programs, part);
        Path archive = PostgreSqlArchive.location(part, folder);
        List<String> psql = List.of(
                tools.program("psql"),
                "--no-psqlrc",
                "--no-password",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1");
        List<String> script =
                List.of(tools.program("pg_restore"), "--clean", "--if-exists", "--file=-", archive.toString());
        program(psql)
                .run(
                        (stdin, stdout) -> {
                            say(stdin, "BEGIN;\nSELECT pg_catalog.txid_current();\n");
                            BufferedReader answers =
                                    new BufferedReader(new InputStreamReader(stdout, StandardCharsets.UTF_8));
                            String number = answers.readLine();
                            if (number == null) {
                                throw new IOException("psql ended");
                            }
                            progress.remember(Map.of(TRANSACTION, number.strip()));
                            Thread rest = Drain.of(answers);
                            say(stdin, REMOVAL);
                            program(script)
                                    .run(
                                            ExternalProgram.Exchange.listening(text -> text.transferTo(stdin)),
                                            new Cancellation());
                            say(stdin, "\nCOMMIT;\n");
                            stdin.close();
                            await(rest);
                        },
                        cancellation);
    }

    private static void await(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void say(OutputStream stdin, String text) throws IOException {
        stdin.write(text.getBytes(StandardCharsets.UTF_8));
        stdin.flush();
    }

    private ExternalProgram program(List<String> command) {
        return new ExternalProgram(
                command, database.url().libpqEnvironment(), database.url().masking());
    }

    /** {@return whether the transaction that was remembered took effect} */
    boolean wasCommitted(Map<String, String> facts) {
        String number = facts.get(TRANSACTION);
        if (number == null) {
            return false;
        }
        try (Connection connection = database.connect()) {
            String status = new PostgreSqlCatalogue(connection)
                    .text("SELECT pg_catalog.txid_status(" + Long.parseLong(number) + ")");
            if (status.equals("in progress")) {
                throw new BackupException("a restore that was broken off is still being undone by the server")
                        .next("run the same command again in a moment");
            }
            return status.equals("committed");
        } catch (SQLException e) {
            throw new BackupException("cannot tell how a restore of " + database.address() + " ended", e)
                    .next("run the same command again");
        }
    }
}
