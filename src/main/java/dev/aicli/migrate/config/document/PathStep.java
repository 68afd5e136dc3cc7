package dev.aicli.migrate.config.document;

/** One step of a path. */
public sealed interface PathStep {
    /** {@return the step as it is written, without the dot before it} */
    String text();

    /** A mapping's entry of that name. */
    record Key(String name) implements PathStep {
        @Override
        public String text() {
            boolean plain = !name.isEmpty() && name.chars().allMatch(Key::isPlain);
            return plain ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        static boolean isPlain(int c) {
            return c > ' ' && ".[]\"*?=\\".indexOf(c) < 0;
        }
    }

    /** A list's item by its place, from 0; negative counts from the end. */
    record Index(int position) implements PathStep {
        @Override
        public String text() {
            return "[" + position + "]";
        }
    }

    /** Every entry of a mapping, every item of a list. */
    record Any() implements PathStep {
        @Override
        public String text() {
            return "*";
        }
    }

    /** The items of a list that are mappings in which the key has that value (as text). */
    record Where(String key, String value) implements PathStep {
        @Override
        public String text() {
            return "[?" + new Key(key).text() + "==" + new Key(value).text() + "]";
        }
    }
}
