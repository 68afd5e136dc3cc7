package dev.aicli.migrate.config.document.dotenv;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.EditRefusedException;
import dev.aicli.migrate.config.document.Refusal;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .env} file as it was written. Immutable: every edit answers a new document in which all other lines are the
 * same, or throws {@link EditRefusedException}.
 */
public final class DotenvDocument {
    private final String mark;
    private final List<DotenvLine> lines;

    private DotenvDocument(String mark, List<DotenvLine> lines) {
        this.mark = mark;
        this.lines = List.copyOf(lines);
    }

    /** {@return the document of that text} Throws {@link DocumentException} beyond the limits. */
    public static DotenvDocument parse(String text) {
        String mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
        return new DotenvDocument(mark, DotenvReader.read(text.substring(mark.length())));
    }

    public String text() {
        StringBuilder text = new StringBuilder(mark);
        lines.forEach(line -> text.append(line.source()));
        return text.toString();
    }

    public List<DotenvLine> lines() {
        return lines;
    }

    /** {@return the variable of that name} Refuses when it is assigned twice: dialects differ in which one counts. */
    public Optional<DotenvLine.Variable> find(String name) {
        OptionalInt index = indexOf(name);
        return index.isPresent() ? Optional.of((DotenvLine.Variable) lines.get(index.getAsInt())) : Optional.empty();
    }

    /** {@return where a variable's line is} */
    public TextPosition position(String name) {
        OptionalInt index = indexOf(name);
        return new TextPosition(index.isPresent() ? lineNumber(index.getAsInt()) : 1, 1);
    }

    /** Gives a variable another name; everything else of its line stays. */
    public DotenvDocument rename(String name, String other) {
        List<DotenvLine> changed = new ArrayList<>(lines);
        int index = require(name);
        changed.set(index, ((DotenvLine.Variable) lines.get(index)).withName(other));
        return checked(changed);
    }

    /** Puts another right-hand side in place, as it is. */
    public DotenvDocument withRaw(String name, String raw) {
        List<DotenvLine> changed = new ArrayList<>(lines);
        int index = require(name);
        changed.set(index, ((DotenvLine.Variable) lines.get(index)).withRaw(raw));
        return checked(changed);
    }

    /** Gives every variable the right-hand side that a function makes of its line. */
    public DotenvDocument withRaws(Function<DotenvLine.Variable, String> right) {
        return checked(lines.stream()
                .map(line ->
                        line instanceof DotenvLine.Variable variable ? variable.withRaw(right.apply(variable)) : line)
                .toList());
    }

    /** {@return whether a variable of that name is assigned, once or more often} */
    public boolean defines(String name) {
        return lines.stream()
                .anyMatch(line -> line instanceof DotenvLine.Variable variable
                        && variable.name().equals(name));
    }

    /**
     * Adds a line for a variable after that of another, or at the end. Behind a comment that the file ends with, a
     * blank line keeps the two apart: the comment is not the new variable's.
     */
    public DotenvDocument add(String name, String raw, List<String> comments, @Nullable String after) {
        int index = after == null ? lines.size() : require(after) + 1;
        DotenvLine.Variable like = like(index);
        String lineBreak = lineBreak();
        List<DotenvLine> changed = new ArrayList<>(lines);
        if (index > 0) {
            changed.set(index - 1, closed(changed.get(index - 1), lineBreak));
        }
        boolean lastWithout = index == lines.size() && !lines.isEmpty() && !endsWithBreak();
        if (index > 0 && lines.get(index - 1) instanceof DotenvLine.Other last && last.isComment()) {
            changed.add(index++, new DotenvLine.Other(lineBreak));
        }
        for (String comment : comments) {
            changed.add(index++, new DotenvLine.Other(comment + lineBreak));
        }
        String export = like != null && like.before().contains("export") ? like.before() : "";
        changed.add(index, new DotenvLine.Variable(export, name, "=", raw, lastWithout ? "" : lineBreak));
        return checked(changed);
    }

    /** Adds lines as they are before those of another variable and its comments. */
    public DotenvDocument addBefore(String name, String raw, List<String> comments, String before) {
        int index = ownedStart(require(before));
        String lineBreak = lineBreak();
        List<DotenvLine> changed = new ArrayList<>(lines);
        for (String comment : comments) {
            changed.add(index++, new DotenvLine.Other(comment + lineBreak));
        }
        DotenvLine.Variable like = like(require(before) + 1);
        String export = like != null && like.before().contains("export") ? like.before() : "";
        changed.add(index, new DotenvLine.Variable(export, name, "=", raw, lineBreak));
        return checked(changed);
    }

    /** {@return a variable's lines and their place} */
    public DotenvSlice slice(String name) {
        int index = require(name);
        int start = ownedStart(index);
        int previous = neighbour(start - 1, -1);
        int next = neighbour(index + 1, 1);
        return new DotenvSlice(
                name,
                previous < 0 ? null : nameAt(previous),
                next < 0 ? null : nameAt(next),
                sources(previous + 1, start),
                sources(index + 1, next < 0 ? lines.size() : next),
                sources(start, index + 1),
                lineBreak());
    }

    /** {@return the comments that belong to a variable, without line breaks} */
    public List<String> comments(String name) {
        int index = require(name);
        return lines.subList(ownedStart(index), index).stream()
                .map(line -> line.source().stripTrailing())
                .toList();
    }

    /** Puts comment lines directly above a variable. */
    public DotenvDocument comment(String name, List<String> comments) {
        int index = require(name);
        List<DotenvLine> changed = new ArrayList<>(lines);
        for (String comment : comments) {
            changed.add(index++, new DotenvLine.Other(comment + lineBreak()));
        }
        return checked(changed);
    }

    /** Takes a variable out, with its comments. */
    public DotenvDocument remove(String name) {
        int index = require(name);
        return without(ownedStart(index), index);
    }

    private DotenvDocument without(int start, int index) {
        List<DotenvLine> changed = new ArrayList<>(lines);
        changed.subList(start, index + 1).clear();
        if (index == lines.size() - 1 && !endsWithBreak() && !changed.isEmpty()) {
            int last = changed.size() - 1;
            changed.set(last, opened(changed.get(last)));
        }
        return checked(changed);
    }

    /**
     * Takes a variable out that {@link #add} put in. Of the comments above it, only those go that were put there with
     * it.
     *
     * @param gap whether a blank line was put before them
     */
    public DotenvDocument takeBack(String name, List<String> comments, boolean gap) {
        int index = require(name);
        int start = index;
        int owned = ownedStart(index);
        for (int i = comments.size() - 1; i >= 0 && start > owned; i--) {
            if (!lines.get(start - 1).source().strip().equals(comments.get(i).strip())) {
                break;
            }
            start--;
        }
        if (gap && start > 1 && start == owned && lines.get(start - 1).source().isBlank()) {
            start--;
        }
        return without(start, index);
    }

    /** Puts lines back where they stood, as far as that place is still to be found; else at the end. */
    public DotenvDocument restore(DotenvSlice kept) {
        DotenvSlice slice = hasOneLineBreak() ? kept.withLineBreak(lineBreak()) : kept;
        String lineBreak = slice.lineBreak();
        int at = place(slice, lineBreak);
        List<DotenvLine> back = DotenvReader.read(slice.text());
        List<DotenvLine> changed = new ArrayList<>(lines);
        boolean last = at == lines.size();
        boolean openEnd = last && !lines.isEmpty() && !endsWithBreak();
        if (at > 0) {
            changed.set(at - 1, closed(changed.get(at - 1), lineBreak));
        }
        changed.addAll(at, back);
        int end = at + back.size() - 1;
        if (!last) {
            changed.set(end, closed(changed.get(end), lineBreak));
        } else if (openEnd) {
            changed.set(end, opened(changed.get(end)));
        }
        return checked(changed);
    }

    private int place(DotenvSlice slice, String lineBreak) {
        OptionalInt previous = slice.previous() == null ? OptionalInt.empty() : indexOf(slice.previous());
        OptionalInt next = slice.next() == null ? OptionalInt.empty() : indexOf(slice.next());
        boolean first = slice.previous() == null;
        int from = first ? 0 : previous.isPresent() ? previous.getAsInt() + 1 : -1;
        if (from >= 0) {
            int to = from;
            while (sources(from, to).length() < slice.before().length() && to < lines.size()) {
                to++;
            }
            String there = sources(from, to);
            boolean lostBreak = to == lines.size() && !endsWithBreak() && to > from;
            if (there.equals(slice.before()) || (lostBreak && (there + lineBreak).equals(slice.before()))) {
                return to;
            }
        }
        if (next.isPresent()) {
            int to = next.getAsInt();
            int start = to;
            while (sources(start, to).length() < slice.after().length() && start > 0) {
                start--;
            }
            return sources(start, to).equals(slice.after()) ? start : ownedStart(to);
        }
        return from > 0 ? from : lines.size();
    }

    private DotenvDocument checked(List<DotenvLine> changed) {
        DotenvDocument intended = new DotenvDocument(mark, changed);
        DotenvDocument read = parse(intended.text());
        if (!read.lines.equals(intended.lines)) {
            throw new EditRefusedException(Refusal.SELF_CHECK, TextPosition.START, "its lines differ");
        }
        return intended;
    }

    private int require(String name) {
        return indexOf(name).orElseThrow(() -> new EditRefusedException(Refusal.MISSING, TextPosition.START, name));
    }

    private OptionalInt indexOf(String name) {
        int found = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) instanceof DotenvLine.Variable variable
                    && variable.name().equals(name)) {
                if (found >= 0) {
                    throw new EditRefusedException(Refusal.DUPLICATE, new TextPosition(lineNumber(i), 1), name);
                }
                found = i;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private int ownedStart(int index) {
        int start = index;
        while (start > 0 && lines.get(start - 1) instanceof DotenvLine.Other other && other.isComment()) {
            start--;
        }
        return start;
    }

    private int neighbour(int from, int step) {
        for (int i = from; i >= 0 && i < lines.size(); i += step) {
            if (lines.get(i) instanceof DotenvLine.Variable) {
                return i;
            }
        }
        return -1;
    }

    private String nameAt(int index) {
        return ((DotenvLine.Variable) lines.get(index)).name();
    }

    private DotenvLine.@Nullable Variable like(int index) {
        int before = neighbour(index - 1, -1);
        return before < 0 ? null : (DotenvLine.Variable) lines.get(before);
    }

    private String sources(int from, int to) {
        StringBuilder text = new StringBuilder();
        lines.subList(from, Math.max(from, to)).forEach(line -> text.append(line.source()));
        return text.toString();
    }

    private int lineNumber(int index) {
        return 1 + (int) sources(0, index).chars().filter(c -> c == '\n').count();
    }

    private String lineBreak() {
        return lines.isEmpty() || !lines.get(0).source().endsWith("\r\n") ? "\n" : "\r\n";
    }

    /** {@return whether all lines end alike, as a formatter or an editor leaves them} */
    private boolean hasOneLineBreak() {
        String text = text();
        String whole = text.endsWith("\n") ? text : text.substring(0, text.lastIndexOf('\n') + 1);
        return lines.size() > 1
                && DotenvSlice.isEnded(whole, lineBreak())
                && lines.get(0).source().endsWith("\n");
    }

    private boolean endsWithBreak() {
        return lines.isEmpty() || lines.get(lines.size() - 1).source().endsWith("\n");
    }

    private static DotenvLine closed(DotenvLine line, String lineBreak) {
        if (line.source().endsWith("\n")) {
            return line;
        }
        return line instanceof DotenvLine.Variable v
                ? new DotenvLine.Variable(v.before(), v.name(), v.separator(), v.raw(), lineBreak)
                : new DotenvLine.Other(line.source() + lineBreak);
    }

    private static DotenvLine opened(DotenvLine line) {
        if (line instanceof DotenvLine.Variable v) {
            return new DotenvLine.Variable(v.before(), v.name(), v.separator(), v.raw(), "");
        }
        String source = line.source();
        String cut = source.endsWith("\r\n")
                ? source.substring(0, source.length() - 2)
                : source.endsWith("\n") ? source.substring(0, source.length() - 1) : source;
        // An empty line is nothing but its line break.
        return cut.isEmpty() ? line : new DotenvLine.Other(cut);
    }

    /** The text may hold secrets. */
    @Override
    public String toString() {
        return "DotenvDocument[" + lines.size() + " lines]";
    }
}
