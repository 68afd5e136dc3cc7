package dev.aicli.migrate.config.document.yaml;

import org.jspecify.annotations.Nullable;

/**
 * The documents that a thread has read last. What one change of a file leaves, the next one begins with, so of many
 * texts every other one was just read; and reading is most of the work.
 */
final class RecentDocuments {
    static final ThreadLocal<RecentDocuments> OF_THREAD = ThreadLocal.withInitial(RecentDocuments::new);

    private static final int REMEMBERED = 4;

    /** Larger ones are not worth the memory that they would hold on to. */
    private static final int LONGEST = 1 << 20;

    private final @Nullable YamlDocument[] documents = new YamlDocument[REMEMBERED];
    private int oldest;

    YamlDocument parse(String text) {
        for (YamlDocument document : documents) {
            if (document != null && document.text().equals(text)) {
                return document;
            }
        }
        YamlDocument document = YamlReader.read(text);
        if (text.length() <= LONGEST) {
            documents[oldest] = document;
            oldest = (oldest + 1) % REMEMBERED;
        }
        return document;
    }
}
