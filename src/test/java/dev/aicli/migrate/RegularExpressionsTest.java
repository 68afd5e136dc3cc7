package dev.aicli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Java matches the repetition of a group by recursion: some thousand characters of a user's text overflow the stack,
 * and some nested ones take for ever. So no expression of ours repeats a group, but a few times.
 */
class RegularExpressionsTest {
    private static final Path CLASSES = Path.of("target", "classes", "dev", "aicli", "migrate");
    private static final Set<String> TAKING_EXPRESSIONS =
            Set.of("compile", "matches", "replaceAll", "replaceFirst", "split");
    private static final Pattern REPEATED_GROUP = Pattern.compile("\\)(?:[*+]|\\{[0-9]+,(?:\\}|[0-9]{3,}\\}))");

    @Test
    void noneRepeatsAGroupWithoutABound() throws IOException {
        List<String> expressions = new ArrayList<>();
        List<String> repeating = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".class")).toList()) {
                ClassNode type = new ClassNode();
                new ClassReader(Files.readAllBytes(file)).accept(type, ClassReader.SKIP_FRAMES);
                for (MethodNode method : type.methods) {
                    for (String expression : expressions(method)) {
                        expressions.add(expression);
                        if (repeatsAGroup(expression)) {
                            repeating.add(type.name + "." + method.name + ": " + expression);
                        }
                    }
                }
            }
        }

        assertThat(expressions).hasSizeGreaterThan(50);
        assertThat(repeating).isEmpty();
    }

    @Test
    void suchOnesAreFound() {
        assertThat(Stream.of("(?:[^']|'')*", "([0-9]+)+x", "a(b){3,}", "(b){1,500}", "\\\\(x)*"))
                .allMatch(RegularExpressionsTest::repeatsAGroup);
        assertThat(Stream.of("(a|b)c*", "(a)?", "(ab){0,9}", "\\)*", "[)]*x", "[^)]+", "(a){2}"))
                .noneMatch(RegularExpressionsTest::repeatsAGroup);
    }

    /** The texts that stand in front of a call that takes an expression. */
    private static List<String> expressions(MethodNode method) {
        List<String> found = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            boolean takes = instruction instanceof MethodInsnNode call
                    && (call.owner.equals("java/util/regex/Pattern") || call.owner.equals("java/lang/String"))
                    && TAKING_EXPRESSIONS.contains(call.name);
            AbstractInsnNode before = instruction.getPrevious();
            for (int i = 0; takes && before != null && i < 4; i++, before = before.getPrevious()) {
                if (before instanceof LdcInsnNode constant && constant.cst instanceof String text) {
                    found.add(text);
                }
                if (before instanceof MethodInsnNode || before.getOpcode() == Opcodes.PUTSTATIC) {
                    break;
                }
            }
        }
        return found;
    }

    private static boolean repeatsAGroup(String expression) {
        // Neither an escaped parenthesis nor one in a class of characters closes a group.
        String groups =
                expression.replace("\\\\", "").replaceAll("\\\\.", "x").replaceAll("\\[\\^?\\]?[^\\]]*\\]", "x");
        Matcher repeated = REPEATED_GROUP.matcher(groups);
        return repeated.find();
    }
}
