package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import java.util.List;
import java.util.Optional;

/** A variable that an operation added: what is kept of it, and how it goes again, with nothing that was not added. */
final class AddedVariable {
    private static final String TEXT = "text";
    private static final String GAP = "gap";

    private AddedVariable() {}

    /** {@return what is kept of an addition} */
    static Stash record(DotenvDocument before, DotenvDocument after, String name, List<String> comments) {
        int lines = after.lines().size() - before.lines().size();
        return Stash.EMPTY.with(TEXT, after.slice(name).text()).with(GAP, lines > comments.size() + 1 ? "yes" : null);
    }

    /** {@return whether the variable still says what was written, in whatever way of quoting, under those comments} */
    static boolean unchanged(DotenvDocument document, String name, Stash record) {
        return same(document, name, record.text(TEXT));
    }

    /** {@return whether a variable says what those lines say, under the same comments} */
    static boolean same(DotenvDocument document, String name, String lines) {
        DotenvDocument then;
        try {
            then = DotenvDocument.parse(lines);
        } catch (DocumentException e) {
            return false;
        }
        Optional<DotenvLine.Variable> written = find(then, name);
        Optional<DotenvLine.Variable> now = document.find(name);
        return written.isPresent()
                && now.isPresent()
                && sameValue(written.get().raw(), now.get().raw())
                && then.comments(name).stream()
                        .map(String::strip)
                        .toList()
                        .equals(document.comments(name).stream()
                                .map(String::strip)
                                .toList());
    }

    private static Optional<DotenvLine.Variable> find(DotenvDocument document, String name) {
        try {
            return document.find(name);
        } catch (EditRefusedException e) {
            return Optional.empty();
        }
    }

    /** {@return whether two right-hand sides say the same and have the same comment} */
    static boolean sameValue(String one, String other) {
        if (one.stripTrailing().equals(other.stripTrailing())) {
            return true;
        }
        Optional<DotenvValue> left = DotenvValue.read(one);
        Optional<DotenvValue> right = DotenvValue.read(other);
        return left.isPresent()
                && right.isPresent()
                && left.get().text().equals(right.get().text())
                && left.get().rest().strip().equals(right.get().rest().strip());
    }

    /** {@return the document without the variable} Comments go only as far as they were written with it. */
    static DotenvDocument takenBack(DotenvDocument document, String name, List<String> comments, Stash record) {
        return document.takeBack(name, comments, record.get(GAP).isPresent());
    }
}
