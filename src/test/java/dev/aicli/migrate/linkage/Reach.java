package dev.aicli.migrate.linkage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Which methods may be executed, and what they mention that is not there.
 *
 * <p>Whole classes would be too much: libraries carry methods for other libraries that nobody calls. So it follows the
 * calls: a virtual one to every override in a class of which there may be an instance. There may be one of every class
 * that is created in a method that is reached, whose name is a text in it, or that a service file names for a service
 * that is mentioned. What overrides a method of Java's may be called by Java.
 */
final class Reach {
    private record Method(String owner, String name, String descriptor) {
        @Override
        public String toString() {
            return owner.replace('/', '.') + "." + name;
        }
    }

    private record Signature(String name, String descriptor) {}

    private final ClassFiles files;
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Set<String> reached = new HashSet<>();
    private final Set<String> instantiated = new LinkedHashSet<>();
    private final Map<Signature, Set<String>> calls = new HashMap<>();
    private final Map<Signature, List<String>> receivers = new HashMap<>();
    private final Set<Method> methods = new HashSet<>();
    private final Deque<Method> waiting = new ArrayDeque<>();
    private final Map<String, Set<String>> missing = new TreeMap<>();
    private String from = "";

    Reach(ClassFiles files) {
        this.files = files;
    }

    /** All of a class may be executed. */
    void startAt(ClassNode start) {
        from = start.name.replace('/', '.');
        instantiate(start.name);
        for (MethodNode method : start.methods) {
            add(new Method(start.name, method.name, method.desc));
        }
        follow();
    }

    /** {@return how many methods of the jars are reached} */
    int size() {
        return methods.size();
    }

    /** {@return each class or member that is mentioned and not there, with the methods that mention it} */
    Map<String, Set<String>> missing() {
        return missing;
    }

    private void follow() {
        while (!waiting.isEmpty()) {
            Method method = waiting.remove();
            from = method.toString();
            ClassNode owner = files.own(method.owner).orElseThrow();
            owner.methods.stream()
                    .filter(code -> code.name.equals(method.name) && code.desc.equals(method.descriptor))
                    .forEach(this::read);
        }
    }

    private void read(MethodNode code) {
        type(Type.getMethodType(code.desc));
        code.exceptions.forEach(this::reach);
        for (TryCatchBlockNode handler : code.tryCatchBlocks) {
            if (handler.type != null) {
                reach(handler.type);
            }
        }
        for (AbstractInsnNode instruction : code.instructions) {
            if (instruction instanceof MethodInsnNode call) {
                call(call.getOpcode(), call.owner, call.name, call.desc);
            } else if (instruction instanceof FieldInsnNode field) {
                field(field.owner, field.name, field.desc);
            } else if (instruction instanceof TypeInsnNode typed) {
                type(Type.getObjectType(typed.desc));
                if (typed.getOpcode() == Opcodes.NEW) {
                    instantiate(typed.desc);
                }
            } else if (instruction instanceof MultiANewArrayInsnNode array) {
                type(Type.getType(array.desc));
            } else if (instruction instanceof LdcInsnNode constant) {
                constant(constant.cst);
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                type(Type.getMethodType(dynamic.desc));
                constant(dynamic.bsm);
                Stream.of(dynamic.bsmArgs).forEach(this::constant);
            }
        }
    }

    private void constant(Object value) {
        if (value instanceof Type type) {
            type(type);
            if (type.getSort() == Type.OBJECT) {
                files.providers(type.getInternalName()).forEach(this::create);
            }
        } else if (value instanceof Handle handle) {
            if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
                field(handle.getOwner(), handle.getName(), handle.getDesc());
            } else {
                if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                    instantiate(handle.getOwner());
                }
                call(opcode(handle.getTag()), handle.getOwner(), handle.getName(), handle.getDesc());
            }
        } else if (value instanceof String text) {
            files.own(text.replace('.', '/')).ifPresent(named -> create(named.name));
        }
    }

    private static int opcode(int tag) {
        return switch (tag) {
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            default -> Opcodes.INVOKESPECIAL;
        };
    }

    /** By name: with any of its constructors. */
    private void create(String name) {
        instantiate(name);
        files.own(name)
                .ifPresent(node -> node.methods.stream()
                        .filter(method -> method.name.equals("<init>"))
                        .forEach(method -> add(new Method(name, method.name, method.desc))));
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.OBJECT -> reach(type.getInternalName());
            case Type.METHOD -> {
                type(type.getReturnType());
                Stream.of(type.getArgumentTypes()).forEach(this::type);
            }
            default -> {}
        }
    }

    private void field(String owner, String name, String descriptor) {
        type(Type.getType(descriptor));
        if (reach(owner)
                && isWhole(owner)
                && Stream.concat(Stream.of(owner), supertypes(owner).stream())
                        .flatMap(type -> files.any(type).stream())
                        .noneMatch(type ->
                                type.fields.stream().anyMatch(f -> f.name.equals(name) && f.desc.equals(descriptor)))) {
            miss(owner.replace('/', '.') + "." + name);
        }
    }

    private void call(int opcode, String owner, String name, String descriptor) {
        type(Type.getMethodType(descriptor));
        if (owner.startsWith("[")) {
            type(Type.getObjectType(owner));
            return;
        }
        if (!reach(owner)) {
            return;
        }
        Optional<Method> found = resolve(owner, name, descriptor);
        if (found.isEmpty()) {
            if (!polymorphic(owner) && isWhole(owner)) {
                miss(owner.replace('/', '.') + "." + name + descriptor);
            }
            return;
        }
        add(found.get());
        if (opcode == Opcodes.INVOKEVIRTUAL || opcode == Opcodes.INVOKEINTERFACE) {
            Signature signature = new Signature(name, descriptor);
            if (calls.computeIfAbsent(signature, any -> new HashSet<>()).add(owner)) {
                for (String receiver : List.copyOf(receivers.getOrDefault(signature, List.of()))) {
                    if (receiver.equals(owner) || supertypes(receiver).contains(owner)) {
                        resolve(receiver, name, descriptor).ifPresent(this::add);
                    }
                }
            }
        }
    }

    /** {@return whether all above a class is there; what is not was missed already, and may have any member} */
    private boolean isWhole(String name) {
        return supertypes(name).stream().allMatch(type -> files.any(type).isPresent());
    }

    /** Their methods take what the call says. */
    private static boolean polymorphic(String owner) {
        return owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle");
    }

    private Optional<Method> resolve(String owner, String name, String descriptor) {
        return Stream.concat(Stream.of(owner), supertypes(owner).stream())
                .flatMap(type -> files.any(type).stream())
                .filter(type -> type.methods.stream().anyMatch(m -> m.name.equals(name) && m.desc.equals(descriptor)))
                .findFirst()
                .map(type -> new Method(type.name, name, descriptor));
    }

    private void add(Method method) {
        if (files.own(method.owner).isPresent() && methods.add(method)) {
            waiting.add(method);
        }
    }

    private void instantiate(String name) {
        if (!reach(name) || files.own(name).isEmpty() || !instantiated.add(name)) {
            return;
        }
        Set<Signature> seen = new HashSet<>();
        Set<String> supertypes = supertypes(name);
        for (String type : Stream.concat(Stream.of(name), supertypes.stream()).toList()) {
            for (MethodNode method : files.own(type).map(node -> node.methods).orElse(List.of())) {
                Signature signature = new Signature(method.name, method.desc);
                if ((method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) != 0
                        || method.name.startsWith("<")
                        || !seen.add(signature)) {
                    continue;
                }
                receivers.computeIfAbsent(signature, any -> new ArrayList<>()).add(name);
                Set<String> owners = calls.getOrDefault(signature, Set.of());
                boolean called = owners.contains(name) || supertypes.stream().anyMatch(owners::contains);
                if (called || calledByJava(supertypes, signature)) {
                    resolve(name, method.name, method.desc).ifPresent(this::add);
                }
            }
        }
    }

    private boolean calledByJava(Set<String> supertypes, Signature signature) {
        return supertypes.stream()
                .filter(type -> files.own(type).isEmpty())
                .flatMap(type -> files.any(type).stream())
                .anyMatch(type -> type.methods.stream()
                        .anyMatch(m -> m.name.equals(signature.name) && m.desc.equals(signature.descriptor)));
    }

    /** {@return whether the class is there; then its initializer may run} */
    private boolean reach(String name) {
        if (name.startsWith("[")) {
            type(Type.getObjectType(name));
            return true;
        }
        Optional<ClassNode> found = files.any(name);
        if (found.isEmpty()) {
            miss(name.replace('/', '.'));
            return false;
        }
        if (files.own(name).isPresent() && reached.add(name)) {
            String mentionedIn = from;
            from = name.replace('/', '.');
            supertypes(name).forEach(this::reach);
            from = mentionedIn;
            found.get().methods.stream()
                    .filter(method -> method.name.equals("<clinit>"))
                    .forEach(method -> add(new Method(name, method.name, method.desc)));
        }
        return true;
    }

    private void miss(String what) {
        missing.computeIfAbsent(what, any -> new LinkedHashSet<>()).add(from);
    }

    /** {@return all above a class: classes first, from below, then interfaces} */
    private Set<String> supertypes(String name) {
        Set<String> known = supertypes.get(name);
        if (known != null) {
            return known;
        }
        Set<String> all = new LinkedHashSet<>();
        Set<String> interfaces = new LinkedHashSet<>();
        files.any(name).ifPresent(node -> {
            if (node.superName != null) {
                all.add(node.superName);
                all.addAll(supertypes(node.superName));
            }
            for (String type : node.interfaces) {
                interfaces.add(type);
                interfaces.addAll(supertypes(type));
            }
        });
        all.addAll(interfaces);
        supertypes.put(name, all);
        return all;
    }
}
