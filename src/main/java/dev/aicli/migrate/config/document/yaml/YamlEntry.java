package dev.aicli.migrate.config.document.yaml;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mapping's pair or a sequence's item.
 *
 * @param floor the end of the last token before it: comments below that line may belong to it
 * @param start of the key, the '?' or the '-'; in a flow sequence, of the item
 * @param keyNode absent for items
 * @param indicator the offset of the ':' or '-'; -1 where none is written
 * @param complex whether it has a '?' key, or a key that is not a scalar, or none
 */
public record YamlEntry(
        int floor, int start, @Nullable YamlNode keyNode, int indicator, YamlNode value, boolean complex) {

    /** {@return the key's name, for pairs whose key is a scalar} */
    public Optional<String> name() {
        return keyNode == null || complex ? Optional.empty() : keyNode.scalarValue();
    }

    /** {@return where its text ends, without what follows on the line} */
    public int end() {
        return Math.max(value.end(), Math.max(indicator + 1, keyNode == null ? 0 : keyNode.end()));
    }

    /** {@return where the value's region starts: after the ':' or '-'} */
    public int valueStart() {
        return indicator >= 0 ? indicator + 1 : value.start();
    }

    /** {@return the same entry at another place} */
    YamlEntry shifted(int offset, int events) {
        return new YamlEntry(
                floor + offset,
                start + offset,
                keyNode == null ? null : keyNode.shifted(offset, events),
                indicator < 0 ? indicator : indicator + offset,
                value.shifted(offset, events),
                complex);
    }

    /** {@return the same entry after another last token} */
    YamlEntry above(int otherFloor) {
        return new YamlEntry(otherFloor, start, keyNode, indicator, value, complex);
    }

    int firstEvent() {
        return keyNode == null ? value.firstEvent() : keyNode.firstEvent();
    }

    int endEvent() {
        return value.endEvent();
    }
}
