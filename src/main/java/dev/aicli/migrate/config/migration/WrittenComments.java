package dev.aicli.migrate.config.migration;

import dev.aicli.migrate.config.document.dotenv.DotenvDocument;
import dev.aicli.migrate.config.document.dotenv.DotenvLine;
import dev.aicli.migrate.config.document.dotenv.DotenvValue;
import dev.aicli.migrate.config.document.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The comments of the documents that an operation is about, before and after it. On the way down no other comment may
 * go than those that the operation wrote on its way up: whoever wrote the others did not write them for us to delete.
 */
final class WrittenComments {
    private WrittenComments() {}

    static List<String> of(Collection<YamlDocument> yaml, Collection<DotenvDocument> dotenv) {
        return Stream.concat(
                        yaml.stream().flatMap(document -> document.comments().stream()),
                        dotenv.stream()
                                .flatMap(document -> document.lines().stream().flatMap(WrittenComments::of)))
                .map(String::strip)
                .toList();
    }

    private static Stream<String> of(DotenvLine line) {
        return line instanceof DotenvLine.Variable variable
                ? DotenvValue.read(variable.raw()).map(DotenvValue::rest).stream()
                        .filter(rest -> rest.strip().startsWith("#"))
                : Stream.of(line.source()).filter(source -> source.strip().startsWith("#"));
    }

    /** {@return what is in the first list, as often as it is, and not in the other} */
    static List<String> without(List<String> comments, List<String> others) {
        if (comments.equals(others)) {
            return List.of();
        }
        Map<String, Integer> count = new HashMap<>();
        others.forEach(comment -> count.merge(comment, 1, Integer::sum));
        List<String> left = new ArrayList<>();
        for (String comment : comments) {
            if (count.merge(comment, -1, Integer::sum) < 0) {
                left.add(comment);
            }
        }
        return left;
    }
}
