package dev.aicli.migrate.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** The classes that the program is built of, as they stand in its jars, and those of this Java. Names have slashes. */
final class ClassFiles {
    private static final String SERVICES = "META-INF/services/";

    private final Map<String, ClassNode> own = new HashMap<>();
    private final Map<String, List<String>> providers = new HashMap<>();
    private final Map<String, Optional<ClassNode>> platform = new HashMap<>();

    private ClassFiles() {}

    /** {@return the classes of these jars; where two have one of the same name, that of the first} */
    static ClassFiles in(Collection<Path> jars) throws IOException {
        ClassFiles files = new ClassFiles();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                for (JarEntry entry : jar.stream().toList()) {
                    files.add(jar, entry);
                }
            }
        }
        return files;
    }

    private void add(JarFile jar, JarEntry entry) throws IOException {
        String name = entry.getName();
        try (InputStream in = jar.getInputStream(entry)) {
            if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                ClassNode node = new ClassNode();
                new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                own.putIfAbsent(node.name, node);
            } else if (name.startsWith(SERVICES) && !entry.isDirectory()) {
                String service = name.substring(SERVICES.length()).replace('.', '/');
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip().replace('.', '/'))
                        .filter(provider -> !provider.isEmpty())
                        .forEach(providers.computeIfAbsent(service, any -> new ArrayList<>())::add);
            }
        }
    }

    /** {@return a class of the program's jars} */
    Optional<ClassNode> own(String name) {
        return Optional.ofNullable(own.get(name));
    }

    /** {@return all classes of the program's jars} */
    Collection<ClassNode> own() {
        return own.values();
    }

    /** {@return what a service file of the jars names for that service} */
    List<String> providers(String service) {
        return providers.getOrDefault(service, List.of());
    }

    /** {@return a class of the jars or of Java; of Java's without their code} */
    Optional<ClassNode> any(String name) {
        ClassNode node = own.get(name);
        return node != null ? Optional.of(node) : platform.computeIfAbsent(name, ClassFiles::readPlatform);
    }

    private static Optional<ClassNode> readPlatform(String name) {
        try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_CODE);
            return Optional.of(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
