package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.config.document.Placeholders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A split value with the parts that its fields say now.
 *
 * @param now by part: what stands in its field
 * @param rest what stands where the rest went; absent where nothing does
 * @param defaults what was written for parts that the value did not have
 */
record PartEdits(
        PartParser parser,
        Remainder remainder,
        Map<String, String> now,
        Optional<String> rest,
        Map<String, NewValue> defaults) {

    /** {@return the value; empty when it would not be split into those parts again} */
    Optional<String> in(String original) {
        Placeholders atoms = new Placeholders();
        Optional<PartParser.Parts> read =
                atoms.hide(original).flatMap(hidden -> parser.parse(hidden).parts());
        Optional<String> left = rest.flatMap(atoms::hide);
        if (read.isEmpty() || left.isPresent() != rest.isPresent()) {
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
        String printed = parts.print();
        boolean same = parser.parse(printed)
                .parts()
                .filter(again -> wanted.entrySet().stream()
                        .allMatch(part -> again.get(part.getKey()).orElse("").equals(part.getValue())))
                .isPresent();
        return same ? Optional.of(atoms.show(printed)) : Optional.empty();
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
