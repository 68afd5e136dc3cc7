package dev.aicli.migrate.config.operation;

import dev.aicli.migrate.model.Spelling;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All operations, by their names in migration files. A new one is a class and a line here. */
public final class Operations {
    /** Reads an operation's own arguments. */
    public interface Reader {
        Operation read(Arguments arguments);
    }

    private static final Map<String, Reader> BY_NAME = new TreeMap<>();

    static {
        BY_NAME.put("move", Move::read);
        BY_NAME.put("copy", Copy::read);
        BY_NAME.put("add", Add::read);
        BY_NAME.put("remove", Remove::read);
        BY_NAME.put("set", SetValue::read);
        BY_NAME.put("map_value", MapValue::read);
        BY_NAME.put("convert", Convert::read);
        BY_NAME.put("rewrite", Rewrite::read);
        BY_NAME.put("split", Split::read);
        BY_NAME.put("join", Join::read);
        BY_NAME.put("wrap", Wrap::read);
        BY_NAME.put("unwrap", Unwrap::read);
        BY_NAME.put("list_add", ListAdd::read);
        BY_NAME.put("list_remove", ListRemove::read);
        BY_NAME.put("list_map", ListMap::read);
        BY_NAME.put("list_move", ListMove::read);
        BY_NAME.put("list_to_map", ListToMap::read);
        BY_NAME.put("map_to_list", MapToList::read);
        BY_NAME.put("merge_lists", MergeLists::read);
        BY_NAME.put("each", Each::read);
        BY_NAME.put("in", In::read);
        BY_NAME.put("choose", Choose::read);
        BY_NAME.put("stamp", Stamp::read);
        BY_NAME.put("env_rename", EnvRename::read);
        BY_NAME.put("env_add", EnvAdd::read);
        BY_NAME.put("env_remove", EnvRemove::read);
        BY_NAME.put("env_split", EnvSplit::read);
        BY_NAME.put("env_join", EnvJoin::read);
        BY_NAME.put("env_generate", EnvGenerate::read);
        BY_NAME.put("extract", Extract::read);
        BY_NAME.put("inline", Inline::read);
    }

    private Operations() {}

    public static Optional<Reader> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** What operations are called in other tools and in shells. */
    private static final Map<String, String> OTHER_WORDS = Map.ofEntries(
            Map.entry("rename", "move"),
            Map.entry("mv", "move"),
            Map.entry("cp", "copy"),
            Map.entry("delete", "remove"),
            Map.entry("del", "remove"),
            Map.entry("drop", "remove"),
            Map.entry("unset", "remove"),
            Map.entry("rm", "remove"),
            Map.entry("insert", "add"),
            Map.entry("create", "add"),
            Map.entry("default", "add"),
            Map.entry("replace", "set"),
            Map.entry("update", "set"),
            Map.entry("change", "set"),
            Map.entry("map", "map_value"),
            Map.entry("cast", "convert"),
            Map.entry("type", "convert"),
            Map.entry("substitute", "rewrite"),
            Map.entry("sub", "rewrite"),
            Map.entry("concat", "join"),
            Map.entry("append", "list_add"),
            Map.entry("push", "list_add"),
            Map.entry("merge", "merge_lists"),
            Map.entry("foreach", "each"),
            Map.entry("for_each", "each"),
            Map.entry("if", "choose"),
            Map.entry("switch", "choose"),
            Map.entry("version", "stamp"),
            Map.entry("env_move", "env_rename"),
            Map.entry("env_delete", "env_remove"),
            Map.entry("env_set", "env_add"),
            Map.entry("generate", "env_generate"));

    /** {@return the operation that an unknown name probably means} */
    static Optional<String> meant(String name) {
        String word = name.toLowerCase(Locale.ROOT).replace('-', '_');
        return Optional.ofNullable(OTHER_WORDS.get(word)).or(() -> Spelling.nearest(word, BY_NAME.keySet()));
    }

    /** {@return the names, in alphabetical order} */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
