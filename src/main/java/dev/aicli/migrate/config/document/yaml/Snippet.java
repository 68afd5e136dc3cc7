package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;

/** Reads a piece of text on its own, with the tag directives of the document that it goes into. */
final class Snippet {
    private Snippet() {}

    /** {@return the text as a document of one entry} */
    static YamlDocument read(YamlDocument document, String text) {
        YamlDocument read = readAny(document, text);
        if (read.roots().size() != 1 || read.roots().get(0).entries().size() != 1) {
            throw new EditRefusedException(Refusal.SELF_CHECK, document.position(0), "the kept text is no entry");
        }
        return read;
    }

    /** {@return the text as a document} */
    static YamlDocument readAny(YamlDocument document, String text) {
        String whole = document.text();
        int start = whole.startsWith("\uFEFF") ? 1 : 0;
        StringBuilder directives = new StringBuilder();
        if (whole.startsWith("%", start)) {
            whole.lines()
                    .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
                    .takeWhile(line -> !line.startsWith("---"))
                    .filter(line -> line.startsWith("%TAG"))
                    .forEach(line -> directives.append(line).append('\n'));
        }
        String prefix = directives.isEmpty() ? "" : directives + "---\n";
        try {
            return YamlDocument.parse(prefix + text);
        } catch (DocumentException e) {
            throw new EditRefusedException(Refusal.SELF_CHECK, document.position(0), "the kept text does not parse");
        }
    }
}
