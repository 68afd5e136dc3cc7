package dev.aicli.migrate.project;

import dev.aicli.migrate.model.SourceLocation;
import dev.aicli.migrate.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the YAML of a project file or a release manifest, within limits. */
final class ProjectYaml {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 50;

    private ProjectYaml() {}

    /** {@return the file's mapping} Throws UsageException with the place of what cannot be read. */
    static YamlSection read(Path file, YamlSection.Source source) {
        String shownName = source.shownName();
        String text = text(file, source);
        LoadSettings settings = LoadSettings.builder().setLabel(shownName).build();
        try {
            checkDepth(settings, text, source);
            return new Compose(settings)
                    .composeString(text)
                    .map(node -> YamlSection.of(node, source, ""))
                    .orElseGet(() -> YamlSection.empty(source));
        } catch (MarkedYamlEngineException e) {
            SourceLocation place = e.getProblemMark()
                    .map(mark -> new SourceLocation(shownName, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(SourceLocation.of(shownName));
            throw new UsageException(source.what() + " is not valid YAML: " + e.getProblem(), e).at(place);
        } catch (YamlEngineException e) {
            throw new UsageException(source.what() + " is not valid YAML", e).at(SourceLocation.of(shownName));
        }
    }

    private static void checkDepth(LoadSettings settings, String text, YamlSection.Source source) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new UsageException(source.what() + " is nested more than " + MAX_DEPTH + " levels deep")
                        .at(source.whole());
            }
        }
    }

    /** Opening a pipe waits for somebody to write into it; only one of this process' own is being written. */
    private static void requireEnds(Path file, YamlSection.Source source) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile() && !file.startsWith("/dev/fd") && !file.startsWith("/dev/stdin")) {
            throw new UsageException(source.what() + " " + source.shownName() + " is "
                            + (attributes.isDirectory() ? "a folder" : "a device, pipe or socket") + ", not a file")
                    .next("name another one, or move it elsewhere");
        }
    }

    private static String text(Path file, YamlSection.Source source) {
        try {
            requireEnds(file, source);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(MAX_BYTES + 1);
            }
            if (bytes.length > MAX_BYTES) {
                throw new UsageException(source.what() + " is larger than 1 MiB").at(source.whole());
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no project file " + source.shownName(), e)
                    .next("name another one with --project, or write one with `aicli-web init`");
        } catch (CharacterCodingException e) {
            throw new UsageException(source.what() + " is not UTF-8", e).at(source.whole());
        } catch (IOException e) {
            throw new UsageException(source.what() + " " + source.shownName() + " cannot be read", e)
                    .next("see that it is a file and that this user may read it");
        }
    }
}
