package dev.aicli.migrate.linkage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a few classes, of which some are left out. */
class ReachTest {
    @TempDir
    Path folder;

    private Map<String, Set<String>> missing = Map.of();

    private Path jar() {
        return folder.resolve("program.jar");
    }

    static class Gone {
        static int field = 1;

        static void method() {}
    }

    static class Calls {
        void entry() {
            new Library().used();
        }
    }

    static class Library {
        void used() {
            Gone.method();
        }

        void unused() {
            Gone.field++;
        }
    }

    static class Overriding {
        Object entry(boolean other) {
            Shape shape = other ? new Round() : new Shape();
            return shape.area();
        }
    }

    static class Shape {
        Object area() {
            return 1;
        }
    }

    static class Round extends Shape {
        @Override
        Object area() {
            return Gone.field;
        }
    }

    static class CalledByJava {
        Object entry() {
            return new Task();
        }
    }

    static class Task implements Callable<Object> {
        @Override
        public Object call() {
            return Gone.field;
        }
    }

    static class InLambda {
        Supplier<Object> entry() {
            return Gone::new;
        }
    }

    static class Catching {
        int entry() {
            try {
                return Integer.parseInt("x");
            } catch (Failure e) {
                return 0;
            }
        }
    }

    static class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static class ByName {
        String entry() {
            return "dev.aicli.migrate.linkage.ReachTest$Heir";
        }
    }

    static class Heir extends Gone {}

    static class Members {
        void entry() {
            new Shape().area();
        }
    }

    @Test
    void aClassIsMissedWhereTheMethodThatMentionsItIsReached() throws IOException {
        pack(Calls.class, Library.class);

        walk(Calls.class);

        assertThat(missing)
                .containsOnlyKeys(Gone.class.getName())
                .containsValue(Set.of(Library.class.getName() + ".used"));
    }

    @Test
    void nothingIsMissedWhereAllIsThere() throws IOException {
        pack(Calls.class, Library.class, Gone.class);

        walk(Calls.class);

        assertThat(missing).isEmpty();
    }

    @Test
    void whatOverridesIsReached() throws IOException {
        pack(Overriding.class, Shape.class, Round.class);

        walk(Overriding.class);

        assertThat(missing).containsOnlyKeys(Gone.class.getName());
    }

    @Test
    void whatJavaCallsBackIsReached() throws IOException {
        pack(CalledByJava.class, Task.class);

        walk(CalledByJava.class);

        assertThat(missing).containsOnlyKeys(Gone.class.getName());
    }

    @Test
    void lambdasAndHandlersAreLookedAt() throws IOException {
        pack(InLambda.class, Catching.class);

        walk(InLambda.class);
        assertThat(missing).containsOnlyKeys(Gone.class.getName());
        walk(Catching.class);
        assertThat(missing).containsOnlyKeys(Failure.class.getName());
    }

    @Test
    void aTextThatNamesAClassMayCreateIt() throws IOException {
        pack(ByName.class, Heir.class);

        walk(ByName.class);

        assertThat(missing).containsOnlyKeys(Gone.class.getName());
    }

    @Test
    void aMemberIsMissedToo() throws IOException {
        // Another class under the name of the one that was compiled against.
        try (JarOutputStream out = open()) {
            add(out, Members.class.getName(), bytes(Members.class));
            byte[] other = new String(bytes(Shape.class), ISO_8859_1)
                    .replace("area", "size")
                    .getBytes(ISO_8859_1);
            add(out, Shape.class.getName(), other);
        }

        walk(Members.class);

        assertThat(missing).containsOnlyKeys(Shape.class.getName() + ".area()Ljava/lang/Object;");
    }

    private void pack(Class<?>... classes) throws IOException {
        try (JarOutputStream out = open()) {
            for (Class<?> packed : classes) {
                add(out, packed.getName(), bytes(packed));
            }
        }
    }

    private JarOutputStream open() throws IOException {
        OutputStream file = Files.newOutputStream(jar());
        return new JarOutputStream(file);
    }

    private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name.replace('.', '/') + ".class"));
        out.write(bytes);
        out.closeEntry();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream(
                type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
            return in.readAllBytes();
        }
    }

    private void walk(Class<?> start) throws IOException {
        ClassFiles files = ClassFiles.in(List.of(jar()));
        Reach reach = new Reach(files);
        files.own(start.getName().replace('.', '/')).ifPresent(reach::startAt);
        missing = reach.missing();
    }
}
