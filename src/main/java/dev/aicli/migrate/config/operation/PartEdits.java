package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A split value with the parts that its fields say now.
 *
 * @param now by part: what stands in its field
 * @param gone the parts whose fields were written and deleted since
 * @param rest what stands where the rest went; absent where nothing does
 * @param restGone whether the rest's field was written and deleted since
 * @param defaults what was written for parts that the value did not have
 */
record PartEdits(
        PartParser parser,
        Remainder remainder,
        Map<String, String> now,
        Set<String> gone,
        Optional<String> rest,
        boolean restGone,
        Map<String, NewValue> defaults) {

    /**
     * The value put together again.
     *
     * @param without the deleted parts that it is without
     * @param withoutRest whether it is without the rest, which was deleted
     */
    record Whole(String text, Set<String> without, boolean withoutRest) {
        /** The text may be a secret. */
        @Override
        public String toString() {
            return "Whole without " + without;
        }
    }

    /**
     * {@return the value, without the deleted parts as far as it can be without them; empty when it would not be split
     * into those parts again}
     */
    Optional<Whole> in(String original) {
        Optional<Whole> whole = whole(original, Set.of(), false);
        Set<String> without = new LinkedHashSet<>();
        // The last of several pieces is the one that can go: then the one before it is the last.
        for (int left = -1; left != without.size(); ) {
            left = without.size();
            for (String part : gone) {
                Set<String> more = new LinkedHashSet<>(without);
                if (more.add(part)) {
                    Optional<Whole> shorter = whole(original, more, false);
                    if (shorter.isPresent()) {
                        whole = shorter;
                        without.add(part);
                    }
                }
            }
        }
        Optional<Whole> bare = restGone ? whole(original, without, true) : Optional.empty();
        return bare.isPresent() ? bare : whole;
    }

    /**
     * {@return what became of the deleted parts, for the person}
     *
     * @param fields where each part went
     */
    List<String> notes(Whole whole, Object value, Map<String, ?> fields, Optional<?> restField) {
        List<String> notes = new ArrayList<>();
        gone.forEach(
                part -> notes.add(note(fields.get(part), value, whole.without().contains(part))));
        if (restGone) {
            restField.ifPresent(field -> notes.add(note(field, value, whole.withoutRest())));
        }
        return notes;
    }

    private static String note(@Nullable Object field, Object value, boolean without) {
        return field + ": not there any more; "
                + (without ? value + " comes back without it" : "in " + value + " it comes back as it was");
    }

    private Optional<Whole> whole(String original, Set<String> without, boolean withoutRest) {
        Placeholders atoms = new Placeholders();
        Optional<PartParser.Parts> read =
                atoms.hide(original).flatMap(hidden -> parser.parse(hidden).parts());
        Optional<String> left = withoutRest ? Optional.of("") : rest.flatMap(atoms::hide);
        if (read.isEmpty() || (left.isPresent() != rest.isPresent() && !withoutRest)) {
            return Optional.empty();
        }
        PartParser.Parts parts = read.get();
        Set<String> taken = remainder.taken(parts);
        Map<String, String> wanted = new LinkedHashMap<>();
        for (Map.Entry<String, String> part : now.entrySet()) {
            Optional<String> hidden = atoms.hide(part.getValue());
            if (hidden.isEmpty()) {
                return Optional.empty();
            }
            if (!isDefault(parts, part.getKey(), part.getValue())) {
                wanted.put(part.getKey(), hidden.get());
            }
        }
        wanted.forEach(parts::set);
        if (left.isPresent() && !parts.setRest(taken, left.get())) {
            return Optional.empty();
        }
        for (String part : without) {
            if (!parts.remove(part)) {
                return Optional.empty();
            }
        }
        String printed = parts.print();
        boolean same = parser.parse(printed)
                .parts()
                .filter(again -> wanted.entrySet().stream()
                        .allMatch(part -> again.get(part.getKey()).orElse("").equals(part.getValue())))
                .filter(again -> without.stream()
                        .allMatch(part -> again.get(part).orElse("").isEmpty()))
                .filter(again -> !withoutRest || again.rest(taken).isEmpty())
                .isPresent();
        return same ? Optional.of(new Whole(atoms.show(printed), without, withoutRest)) : Optional.empty();
    }

    private boolean isDefault(PartParser.Parts parts, String part, String value) {
        return parts.get(part).isEmpty()
                && Optional.ofNullable(defaults.get(part))
                        .flatMap(NewValue::text)
                        .filter(value::equals)
                        .isPresent();
    }

    /** The parts may be secrets. */
    @Override
    public String toString() {
        return "PartEdits" + now.keySet();
    }
}
