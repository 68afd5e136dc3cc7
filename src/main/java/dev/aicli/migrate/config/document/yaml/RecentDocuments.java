package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a thread has read last. What one change of a file leaves, the next one begins with, so of many
 * texts every other one was just read; and reading is most of the work.
 */
final class RecentDocuments {
    static final ThreadLocal<RecentDocuments> OF_THREAD = ThreadLocal.withInitial(RecentDocuments::new);

    private static final int REMEMBERED = 8;

    /** Larger ones are not worth the memory that they would hold on to. */
    static final int LONGEST = 1 << 20;

    private final @Nullable YamlDocument[] documents = new YamlDocument[REMEMBERED];
    private int oldest;

    YamlDocument parse(String text) {
        for (YamlDocument document : documents) {
            if (document != null && document.text().equals(text)) {
                return document;
            }
        }
        YamlDocument document = YamlReader.read(text);
        remember(document);
        return document;
    }

    void remember(YamlDocument document) {
        if (document.text().length() <= LONGEST) {
            documents[oldest] = document;
            oldest = (oldest + 1) % REMEMBERED;
        }
    }

    /** See {@link YamlDocument#confirmed}. */
    boolean confirmed(String text) {
        if (text.length() > LONGEST) {
            return true;
        }
        for (int i = 0; i < REMEMBERED; i++) {
            YamlDocument document = documents[i];
            if (document != null && document.text().equals(text)) {
                if (document.reading() != YamlDocument.Reading.PARTS) {
                    return true;
                }
                YamlDocument whole;
                try {
                    whole = YamlReader.read(text);
                } catch (DocumentException e) {
                    return false;
                }
                documents[i] = whole;
                return whole.sameAs(document);
            }
        }
        return false;
    }
}
