package dev.aicli.migrate.platform.postgresql.backup;

import dev.aicli.migrate.backup.ExternalProgram;
import dev.aicli.migrate.backup.Part;
import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.engine.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of contents of an archive that pg_dump wrote, as {@code pg_restore --list} prints it: an entry's number,
 * the numbers by which the catalogue knew the object, its kind, schema, name and owner. Names may hold blanks, so
 * objects are told apart by their numbers.
 *
 * @param tables the numbers (oid) of the tables in it
 * @param tableData how many tables it holds the rows of
 */
public record PostgreSqlArchive(Set<Long> tables, long tableData) {
    private static final byte[] END = new byte[5];
    private static final Pattern TABLE = Pattern.compile("^[0-9]+; 1259 ([0-9]+) (?:FOREIGN )?TABLE (?!ATTACH ).*");
    private static final Pattern TABLE_DATA = Pattern.compile("^[0-9]+; [0-9]+ [0-9]+ TABLE DATA .*");

    /** {@return where a part's archive lies: a file, or a folder} */
    public static Path location(Part part, Path folder) {
        return folder.resolve(part.fact("format").orElse("").equals("directory") ? "database" : "database.dump");
    }

    /**
     * {@return whether an archive in the custom format ends where an archive ends} Rows stand behind the table of
     * contents, the last of them followed by the number 0 in five bytes ({@code _EndData} and {@code WriteInt} of
     * pg_dump's source); a program between pg_dump and us may have lost the rest without saying so.
     */
    boolean endsWhole(Path archive) throws IOException {
        if (tableData == 0) {
            return true;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(archive)) {
            ByteBuffer end = ByteBuffer.allocate(END.length);
            channel.position(Math.max(0, channel.size() - END.length));
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // Until it is full.
            }
            return Arrays.equals(end.array(), END) && !end.hasRemaining();
        }
    }

    /**
     * Reads the table of contents.
     *
     * @throws dev.aicli.migrate.model.BackupException when it is no whole archive
     */
    public static PostgreSqlArchive read(PostgreSqlTools tools, Path archive, Cancellation cancellation) {
        Set<Long> tables = new HashSet<>();
        long[] data = {0};
        List<String> command = List.of(tools.program("pg_restore"), "--list", archive.toString());
        new ExternalProgram(command, Map.of(), Masking.PATTERNS)
                .run(
                        ExternalProgram.Exchange.listening(stdout -> {
                            BufferedReader lines =
                                    new BufferedReader(new InputStreamReader(stdout, StandardCharsets.UTF_8));
                            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                                Matcher table = TABLE.matcher(line);
                                if (table.matches()) {
                                    tables.add(Long.parseLong(table.group(1)));
                                } else if (TABLE_DATA.matcher(line).matches()) {
                                    data[0]++;
                                }
                            }
                        }),
                        cancellation);
        return new PostgreSqlArchive(tables, data[0]);
    }
}
