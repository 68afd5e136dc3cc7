package dev.aicli.migrate.schema;

import dev.aicli.migrate.database.SqlMasking;

/** Pieces of SQL that are shown to people. Secrets are masked first and the text is cut afterwards. */
final class Excerpts {
    private static final int LONGEST_LINE = 200;

    private Excerpts() {}

    /** {@return the first lines of a statement, masked; long lines are cut} */
    static String firstLines(String sql, int lines) {
        String[] all = SqlMasking.mask(sql).split("\\R", lines + 1);
        StringBuilder excerpt = new StringBuilder();
        for (int i = 0; i < Math.min(lines, all.length); i++) {
            excerpt.append(i == 0 ? "" : "\n");
            boolean cut = all[i].length() > LONGEST_LINE;
            excerpt.append(cut ? all[i].substring(0, LONGEST_LINE) + " …" : all[i].stripTrailing());
        }
        return excerpt.append(all.length > lines ? "\n…" : "").toString();
    }
}
