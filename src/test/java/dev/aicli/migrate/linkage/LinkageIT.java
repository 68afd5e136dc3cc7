package dev.aicli.migrate.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A native image is linked as a whole when it is built, and one mention of a class that is not there ends the build.
 * The JVM links what comes by, and would never notice.
 */
class LinkageIT {
    /** A mention of what is not there, and why a native image is built all the same. Both are beginnings of names. */
    private record Known(String mentionedIn, String missing, String reason) {}

    private static final String SUBSTITUTED = "Quarkus puts another class in its place in a native image";
    private static final String LOGGING = "the logger is chosen while the image is built, and it is another";

    private static final List<Known> KNOWN = List.of(
            new Known("org.postgresql.sspi.", "com.sun.jna.", SUBSTITUTED),
            new Known("org.postgresql.sspi.", "waffle.", SUBSTITUTED),
            new Known("io.smallrye.config.ConfigMappingGenerator", "org.objectweb.asm.", SUBSTITUTED),
            new Known("io.quarkus.agroal.runtime.OpenTelemetryAgroalDataSource", "io.opentelemetry.", SUBSTITUTED),
            new Known(
                    "io.quarkus.agroal.runtime.QuarkusNettyConnectionCache",
                    "io.netty.",
                    "Quarkus takes this cache only where Netty is there when it builds"),
            new Known("org.jboss.logging.Log4jLogger", "org.apache.log4j.", LOGGING),
            new Known("org.jboss.logging.Log4j2Logger", "org.apache.logging.log4j.", LOGGING),
            new Known(
                    "org.jboss.logmanager.",
                    "org.jboss.modules.",
                    "it looks for these modules while the image is built, and finds none"),
            new Known(
                    "io.smallrye.common.ref.References",
                    "org.graalvm.nativeimage.",
                    "native-image brings this class itself"));

    @Test
    void whatOurCodeReachesThroughTheJarsIsThere() throws IOException {
        ClassFiles files = ClassFiles.in(jars());
        Reach reach = new Reach(files);
        files.own().stream()
                .filter(start ->
                        start.name.startsWith("dev/aicli/migrate/") || start.name.startsWith("io/quarkus/runner/"))
                .forEach(reach::startAt);

        Set<Known> needed = new LinkedHashSet<>();
        List<String> unlinked = new ArrayList<>();
        reach.missing().forEach((missing, mentions) -> {
            for (String mention : mentions) {
                List<Known> reasons = KNOWN.stream()
                        .filter(known -> missing.startsWith(known.missing) && mention.startsWith(known.mentionedIn))
                        .toList();
                needed.addAll(reasons);
                if (reasons.isEmpty()) {
                    unlinked.add(missing + ", mentioned in " + mention);
                }
            }
        });
        assertThat(reach.size()).as("methods that are reached").isGreaterThan(10_000);
        assertThat(unlinked).isEmpty();
        assertThat(needed).as("no mention without a need").containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    /** What the program was packaged from: the jar of all jars, or what a native binary was built from. */
    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target"), 3)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar")
                            || (file.toString().endsWith(".jar")
                                    && file.toString().contains("-native-image-source-jar")))
                    .toList();
        }
    }
}
