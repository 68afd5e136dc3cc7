package dev.aicli.migrate.config.document.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node with its span in the source text (UTF-16 offsets; the end is exclusive and is that of the last leaf, never of
 * the next token) and in the list of events.
 */
public sealed interface YamlNode {
    /** {@return where it starts, anchor and tag included; of a block collection without them, its first entry} */
    int start();

    /** {@return where its anchor and tag are over} */
    int contentStart();

    int end();

    /** {@return the index of its first event} */
    int firstEvent();

    /** {@return the index after its last event} */
    int endEvent();

    YamlEvent event();

    /** {@return the same node at another place} */
    YamlNode shifted(int offset, int events);

    /** {@return the entries of a collection; none for leaves} */
    default List<YamlEntry> entries() {
        return List.of();
    }

    /** {@return whether it is a collection in block style} */
    default boolean isBlockCollection() {
        return this instanceof YamlCollection && event().style() == YamlEvent.Style.BLOCK;
    }

    /** {@return whether it is a collection in flow style} */
    default boolean isFlowCollection() {
        return this instanceof YamlCollection && event().style() == YamlEvent.Style.FLOW;
    }

    default boolean isMapping() {
        return event().kind() == YamlEvent.Kind.MAPPING_START;
    }

    default boolean isSequence() {
        return event().kind() == YamlEvent.Kind.SEQUENCE_START;
    }

    /** {@return the scalar's value, decoded} */
    default Optional<String> scalarValue() {
        return this instanceof YamlScalar ? Optional.of(event().value()) : Optional.empty();
    }

    /** A scalar. Without text and properties it is zero-width, right after what introduces it. */
    record YamlScalar(int start, int contentStart, int end, int firstEvent, YamlEvent event) implements YamlNode {
        @Override
        public int endEvent() {
            return firstEvent + 1;
        }

        @Override
        public YamlScalar shifted(int offset, int events) {
            return new YamlScalar(start + offset, contentStart + offset, end + offset, firstEvent + events, event);
        }

        /** {@return whether nothing is written for it} */
        public boolean isEmpty() {
            return contentStart == end && event.value().isEmpty();
        }
    }

    /** A reference to an anchored node. */
    record YamlAlias(int start, int end, int firstEvent, YamlEvent event) implements YamlNode {
        @Override
        public int contentStart() {
            return start;
        }

        @Override
        public int endEvent() {
            return firstEvent + 1;
        }

        @Override
        public YamlAlias shifted(int offset, int events) {
            return new YamlAlias(start + offset, end + offset, firstEvent + events, event);
        }
    }

    /**
     * A mapping or a sequence.
     *
     * @param singlePair a mapping written as {@code [a: b]}, without braces
     */
    record YamlCollection(
            int start,
            int contentStart,
            int end,
            int firstEvent,
            int endEvent,
            YamlEvent event,
            boolean singlePair,
            List<YamlEntry> entries)
            implements YamlNode {
        @Override
        public YamlCollection shifted(int offset, int events) {
            List<YamlEntry> moved = new ArrayList<>(entries.size());
            for (YamlEntry entry : entries) {
                moved.add(entry.shifted(offset, events));
            }
            return new YamlCollection(
                    start + offset,
                    contentStart + offset,
                    end + offset,
                    firstEvent + events,
                    endEvent + events,
                    event,
                    singlePair,
                    moved);
        }
    }
}
