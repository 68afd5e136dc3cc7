package dev.aicli.migrate.cli.command;

import dev.aicli.migrate.cli.output.JsonWriter;
import dev.aicli.migrate.cli.output.TextOutput;
import dev.aicli.migrate.schema.catalogue.CatalogueChange;
import java.util.List;
import java.util.Optional;

/** Shows in what a database differs from what was expected. */
final class SchemaDrift {
    private static final int SHOWN_LINES = 5;

    private SchemaDrift() {}

    static void write(JsonWriter json, Iterable<CatalogueChange> changes) {
        json.objects("drift", changes, change -> {
            json.text("change", change.kind().word());
            json.text("kind", change.object().kind());
            json.text("name", change.object().name());
            json.text("table", change.object().table());
            json.text("expected", change.expected());
            json.text("found", change.found());
        });
    }

    static void print(TextOutput text, Iterable<CatalogueChange> changes) {
        for (CatalogueChange change : changes) {
            text.line(text.style().yellow(change.kind().word()) + "  "
                    + change.object().kind() + " " + change.object().name());
            int same = change.kind() == CatalogueChange.Kind.CHANGED ? commonLines(change) : 0;
            definition(text, "expected", change.expected(), same);
            definition(text, "found   ", change.found(), same);
        }
    }

    /** {@return how many lines both definitions begin with} */
    private static int commonLines(CatalogueChange change) {
        List<String> expected = change.expected().orElseThrow().lines().toList();
        List<String> found = change.found().orElseThrow().lines().toList();
        int same = 0;
        while (same < expected.size()
                && same < found.size()
                && expected.get(same).equals(found.get(same))) {
            same++;
        }
        return same;
    }

    private static void definition(TextOutput text, String word, Optional<String> definition, int skipped) {
        List<String> lines = definition.orElse("").lines().skip(skipped).toList();
        String place = skipped == 0 ? "" : " (from line " + (skipped + 1) + ")";
        if (lines.size() == 1) {
            text.line("  " + word + place + "  " + lines.get(0));
        } else if (!lines.isEmpty()) {
            text.line("  " + word + place);
            lines.stream().limit(SHOWN_LINES).forEach(line -> text.line("    " + line));
            if (lines.size() > SHOWN_LINES) {
                text.line("    …");
            }
        }
    }
}
