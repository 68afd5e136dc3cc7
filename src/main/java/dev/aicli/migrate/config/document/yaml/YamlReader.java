package dev.aicli.migrate.config.document.yaml;

import dev.aicli.migrate.config.document.DocumentException;
import dev.aicli.migrate.config.document.TextPosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns parse events and their marks into trees of spans. */
final class YamlReader {
    private static final List<LoadSettings> SETTINGS = IntStream.of(
                    1 << 10, 1 << 13, 1 << 17, YamlLimits.MAX_LENGTH + 1)
            .mapToObj(YamlReader::withBuffer)
            .toList();

    private final String text;
    private final SourceScan scan;
    private final int @Nullable [] offsets;

    private final List<YamlEvent> events = new ArrayList<>();
    private final List<YamlNode> roots = new ArrayList<>();
    private final List<int[]> leaves = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();

    /** The end of the last token seen. */
    private int last;

    private int aliases;

    /** A collection that is still open. */
    private static final class Frame {
        final YamlEvent event;
        final int start;
        final int contentStart;
        final int firstEvent;
        final boolean singlePair;
        final List<YamlEntry> entries = new ArrayList<>();
        final Set<String> names = new HashSet<>();

        @Nullable
        YamlNode key;

        boolean complex;
        int entryFloor;
        int entryStart;
        int indicator = -1;

        Frame(YamlEvent event, int start, int contentStart, int firstEvent, boolean singlePair) {
            this.event = event;
            this.start = start;
            this.contentStart = contentStart;
            this.firstEvent = firstEvent;
            this.singlePair = singlePair;
        }

        boolean isMapping() {
            return event.kind() == YamlEvent.Kind.MAPPING_START;
        }

        boolean isFlow() {
            return event.style() == YamlEvent.Style.FLOW;
        }
    }

    /** Each is found by reading the text once more. */
    private static final int MAX_TABS = 100;

    private int tab = -1;

    private YamlReader(String text) {
        this.text = text;
        this.scan = new SourceScan(text);
        this.offsets = codePointOffsets(text);
    }

    /** {@return the document that the text is} Throws {@link DocumentException} when it is none or beyond a limit. */
    static YamlDocument read(String text) {
        return read(text, YamlDocument.Reading.WHOLE);
    }

    static YamlDocument read(String text, YamlDocument.Reading reading) {
        if (text.length() > YamlLimits.MAX_LENGTH) {
            throw new DocumentException(
                    TextPosition.START, "larger than the limit of " + YamlLimits.MAX_LENGTH + " characters");
        }
        YamlReader reader = new YamlReader(text);
        String input = text;
        for (int i = 0; !reader.tried(input, i < MAX_TABS); i++) {
            input = reader.withoutTab(input).orElseThrow();
            reader = new YamlReader(text);
        }
        List<int[]> comments = reader.scan.comments(reader.leaves);
        reader.scan.requireBlankBefore(comments);
        return new YamlDocument(text, reader.roots, reader.events, comments, reading);
    }

    /** The buffer holds the whole text: with a smaller one the parser copies a long scalar again and again. */
    private static LoadSettings settings(int length) {
        for (LoadSettings settings : SETTINGS) {
            if (length < settings.getBufferSize()) {
                return settings;
            }
        }
        return SETTINGS.get(SETTINGS.size() - 1);
    }

    private static LoadSettings withBuffer(int size) {
        return LoadSettings.builder()
                .setUseMarks(true)
                .setParseComments(false)
                .setCodePointLimit(YamlLimits.MAX_LENGTH + 1)
                .setBufferSize(size)
                .build();
    }

    /** {@return whether it was read; if not, it may be without the tabs that were met} */
    private boolean tried(String input, boolean again) {
        try {
            run(input);
            return true;
        } catch (DocumentException e) {
            if (again && withoutTab(input).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    private void run(String input) {
        try {
            for (Event event : new Parse(settings(text.length())).parseString(input)) {
                accept(event);
            }
        } catch (MarkedYamlEngineException e) {
            if (String.valueOf(e.getProblem()).contains("(TAB)")) {
                tab = e.getProblemMark().map(this::offset).orElse(-1);
            }
            throw new DocumentException(
                    e.getProblemMark()
                            .or(e::getContextMark)
                            .map(mark -> TextPosition.at(text, offset(mark)))
                            .orElseGet(() -> TextPosition.at(text, last)),
                    "not valid YAML: "
                            + Optional.ofNullable(e.getProblem())
                                    .map(YamlReader::aboutTabs)
                                    .orElse("syntax error"));
        } catch (ReaderException e) {
            throw new DocumentException(
                    TextPosition.at(text, offset(e.getPosition())),
                    String.format("the character U+%04X is not allowed in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new DocumentException(TextPosition.at(text, last), "not valid YAML");
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            // Malformed escapes, directives and tags end in these inside the parser.
            throw new DocumentException(TextPosition.at(text, last), "not valid YAML");
        }
    }

    /**
     * {@return the text with spaces for the tabs that the parser stumbled over} YAML allows tabs between an indicator
     * and what it introduces, the parser does not. Empty where they stand anywhere else.
     */
    private Optional<String> withoutTab(String input) {
        int from = tab;
        while (from > 0 && (input.charAt(from - 1) == ' ' || input.charAt(from - 1) == '\t')) {
            from--;
        }
        if (tab < 0 || from == 0 || ":-?,[{".indexOf(input.charAt(from - 1)) < 0) {
            return Optional.empty();
        }
        int to = scan.skipSpaces(tab);
        return Optional.of(input.substring(0, from) + " ".repeat(to - from) + input.substring(to));
    }

    /** The parser speaks of indentation wherever it meets a tab. */
    private static String aboutTabs(String problem) {
        return problem.contains("(TAB)") ? "a tab stands where only spaces may" : problem;
    }

    private void accept(Event event) {
        if (event instanceof ScalarEvent scalar) {
            scalar(scalar);
        } else if (event instanceof CollectionStartEvent start) {
            open(start);
        } else if (event instanceof AliasEvent alias) {
            alias(alias);
        } else {
            switch (event.getEventId()) {
                case MappingEnd -> close(event, YamlEvent.MAPPING_END);
                case SequenceEnd -> close(event, YamlEvent.SEQUENCE_END);
                case DocumentStart -> documentStart((DocumentStartEvent) event);
                case DocumentEnd -> documentEnd((DocumentEndEvent) event);
                default -> {
                    // The stream's start and end say nothing.
                }
            }
        }
    }

    private void documentStart(DocumentStartEvent event) {
        boolean explicit = event.isExplicit();
        events.add(new YamlEvent(
                YamlEvent.Kind.DOCUMENT_START,
                null,
                null,
                "",
                explicit ? YamlEvent.Style.EXPLICIT : YamlEvent.Style.NONE));
        if (explicit) {
            last = Math.max(last, end(event));
        } else if (roots.isEmpty() && text.startsWith("\uFEFF")) {
            last = 1;
        }
    }

    private void documentEnd(DocumentEndEvent event) {
        boolean explicit = event.isExplicit();
        events.add(new YamlEvent(
                YamlEvent.Kind.DOCUMENT_END,
                null,
                null,
                "",
                explicit ? YamlEvent.Style.EXPLICIT : YamlEvent.Style.NONE));
        if (explicit) {
            last = Math.max(last, end(event));
        }
    }

    private void scalar(ScalarEvent event) {
        YamlEvent own = new YamlEvent(
                YamlEvent.Kind.SCALAR,
                event.getAnchor().map(Anchor::getValue).orElse(null),
                event.getTag().orElse(null),
                value(event),
                style(event.getScalarStyle()));
        int start = start(event);
        int end = end(event);
        boolean hasProperties = own.anchor() != null || own.tag() != null;
        beforeNode(start);
        if (start == end) {
            start = last;
            end = last;
        }
        int content = hasProperties ? Math.min(end, scan.skipProperties(start)) : start;
        if (own.style().isBlockScalar()) {
            end = scan.blockScalarEnd(content, end);
        } else if (own.value().isEmpty() && own.style() == YamlEvent.Style.PLAIN && hasProperties) {
            end = scan.trimmedEnd(start, end);
            content = end;
        }
        check(own, content, end);
        if (own.style() == YamlEvent.Style.SINGLE_QUOTED || own.style() == YamlEvent.Style.DOUBLE_QUOTED) {}
        int index = events.size();
        events.add(own);
        if (end > start) {
            leaves.add(new int[] {start, end, own.style().isBlockScalar() ? content : -1});
            last = end;
        }
        afterNode(new YamlNode.YamlScalar(start, content, end, index, own));
    }

    /** The parser ends a block scalar with a line break even where the text ends without one; other readers do not. */
    private String value(ScalarEvent event) {
        String value = event.getValue();
        boolean open = style(event.getScalarStyle()).isBlockScalar()
                && value.endsWith("\n")
                && !text.endsWith("\n")
                && end(event) >= text.length();
        return open ? value.substring(0, value.length() - 1) : value;
    }

    /** Marks that did not mean what is assumed here would corrupt the file: the cheapest case is compared. */
    private void check(YamlEvent event, int content, int end) {
        if (event.style() == YamlEvent.Style.PLAIN
                && end - content == event.value().length()
                && !reads(content, event.value())) {
            throw new DocumentException(TextPosition.at(text, content), "the parser's places do not fit the text");
        }
    }

    /** {@return whether the value stands there as it is} A line break inside it reads as a space. */
    private boolean reads(int at, String value) {
        if (text.startsWith(value, at)) {
            return true;
        }
        for (int i = 0; i < value.length(); i++) {
            char written = text.charAt(at + i);
            if (written != value.charAt(i) && !(value.charAt(i) == ' ' && (written == '\n' || written == '\r'))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first thing on a line, inside a flow collection. Inside a quoted scalar every reader takes any indentation.
     */
    private void deeperThanBlock(int at) {
        int line = scan.lineStart(at);
        int spaces = line;
        while (spaces < at && text.charAt(spaces) == ' ') {
            spaces++;
        }
        for (Frame frame : frames) {
            if (!frame.isFlow()) {
                if (spaces - line <= frame.entryStart - scan.lineStart(frame.entryStart)) {
                    throw new DocumentException(
                            TextPosition.at(text, at), "not valid YAML: indented less than the block that it is in");
                }
                return;
            }
        }
    }

    private void alias(AliasEvent event) {
        if (++aliases > YamlLimits.MAX_ALIASES) {
            throw new DocumentException(
                    TextPosition.at(text, start(event)), "more than " + YamlLimits.MAX_ALIASES + " aliases");
        }
        int start = start(event);
        beforeNode(start);
        int index = events.size();
        YamlEvent own =
                new YamlEvent(YamlEvent.Kind.ALIAS, null, null, event.getAlias().getValue(), YamlEvent.Style.NONE);
        events.add(own);
        int end = end(event);
        leaves.add(new int[] {start, end, -1});
        last = end;
        afterNode(new YamlNode.YamlAlias(start, end, index, own));
    }

    private void open(CollectionStartEvent event) {
        int start = start(event);
        if (frames.size() >= YamlLimits.MAX_DEPTH) {
            throw new DocumentException(
                    TextPosition.at(text, start), "nested deeper than " + YamlLimits.MAX_DEPTH + " levels");
        }
        beforeNode(start);
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
        YamlEvent own = new YamlEvent(
                mapping ? YamlEvent.Kind.MAPPING_START : YamlEvent.Kind.SEQUENCE_START,
                event.getAnchor().map(Anchor::getValue).orElse(null),
                event.getTag().orElse(null),
                "",
                flow ? YamlEvent.Style.FLOW : YamlEvent.Style.BLOCK);
        int content = start;
        if (own.anchor() != null || own.tag() != null) {
            content = scan.skipProperties(start);
            leaves.add(new int[] {start, content, -1});
            last = content;
            if (flow) {
                content = scan.next(content, false);
            }
        }
        boolean singlePair = mapping && flow && (content >= text.length() || text.charAt(content) != '{');
        frames.push(new Frame(own, start, content, events.size(), singlePair));
        events.add(own);
        if (flow && !singlePair) {
            last = content + 1;
        }
    }

    private void close(Event event, YamlEvent own) {
        Frame frame = frames.pop();
        events.add(own);
        int end = last;
        if (frame.isFlow() && !frame.singlePair) {
            end = end(event);
            last = end;
        }
        afterNode(new YamlNode.YamlCollection(
                frame.start,
                frame.contentStart,
                end,
                frame.firstEvent,
                events.size(),
                frame.event,
                frame.singlePair,
                List.copyOf(frame.entries)));
    }

    /** A node begins: find what introduces it. */
    private void beforeNode(int start) {
        Frame frame = frames.peek();
        if (frame != null && frame.isFlow() && scan.skipSpaces(scan.lineStart(start)) == start) {
            deeperThanBlock(start);
        }
        if (frame == null || frame.key != null) {
            return;
        }
        frame.entryFloor = last;
        frame.complex = false;
        frame.entryStart = start;
        frame.indicator = -1;
        int at = scan.next(last, frame.isFlow());
        if (frame.isMapping()) {
            if (at < text.length() && text.charAt(at) == '?' && (at < start || scan.isBlank(at + 1))) {
                frame.complex = true;
                frame.entryStart = at;
                last = at + 1;
            }
        } else if (!frame.isFlow() && at < text.length() && text.charAt(at) == '-') {
            frame.entryStart = at;
            frame.indicator = at;
            last = at + 1;
        }
    }

    private void afterNode(YamlNode node) {
        Frame frame = frames.peek();
        if (frame == null) {
            roots.add(node);
            return;
        }
        if (frame.isMapping() && frame.key == null) {
            key(frame, node);
            return;
        }
        frame.entries.add(
                new YamlEntry(frame.entryFloor, frame.entryStart, frame.key, frame.indicator, node, frame.complex));
        frame.key = null;
    }

    private void key(Frame frame, YamlNode node) {
        frame.key = node;
        int colon = frame.complex || frame.isFlow() ? scan.next(last, false) : scan.skipSpaces(last);
        if (colon < text.length() && text.charAt(colon) == ':') {
            frame.indicator = colon;
            last = colon + 1;
        } else if (!frame.isFlow()) {
            frame.complex = true;
        }
        if (!(node instanceof YamlNode.YamlScalar) || node.start() == node.end()) {
            frame.complex = true;
            return;
        }
        String name = node.event().value();
        if (name.length() > YamlLimits.MAX_KEY_LENGTH) {
            throw new DocumentException(
                    TextPosition.at(text, node.start()),
                    "a key longer than " + YamlLimits.MAX_KEY_LENGTH + " characters");
        }
        boolean merge = name.equals("<<") && node.event().style() == YamlEvent.Style.PLAIN;
        if (!merge && !frame.names.add(name)) {
            throw new DocumentException(TextPosition.at(text, node.start()), "a key stands twice in the same mapping");
        }
    }

    private int start(Event event) {
        return event.getStartMark().map(this::offset).orElse(last);
    }

    private int end(Event event) {
        return event.getEndMark().map(this::offset).orElse(last);
    }

    private int offset(Mark mark) {
        return offset(mark.getIndex());
    }

    private int offset(int codePoint) {
        int[] map = offsets;
        if (map == null) {
            return Math.min(codePoint, text.length());
        }
        return map[Math.min(codePoint, map.length - 1)];
    }

    /** Marks count code points: null when those are the same as UTF-16 units. */
    private static int @Nullable [] codePointOffsets(String text) {
        int count = text.codePointCount(0, text.length());
        if (count == text.length()) {
            return null;
        }
        int[] map = new int[count + 1];
        int offset = 0;
        for (int i = 0; i < count; i++) {
            map[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        map[count] = text.length();
        return map;
    }

    private static YamlEvent.Style style(ScalarStyle style) {
        return switch (style) {
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> YamlEvent.Style.DOUBLE_QUOTED;
            case SINGLE_QUOTED -> YamlEvent.Style.SINGLE_QUOTED;
            case LITERAL -> YamlEvent.Style.LITERAL;
            case FOLDED -> YamlEvent.Style.FOLDED;
            case PLAIN -> YamlEvent.Style.PLAIN;
        };
    }
}
