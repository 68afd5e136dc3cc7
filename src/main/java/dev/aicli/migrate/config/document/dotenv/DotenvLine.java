package dev.aicli.migrate.config.document.dotenv;

/** One logical line of a {@code .env} file; a value in quotes may span several physical ones. */
public sealed interface DotenvLine {
    /** {@return the text as it stands, with its line break} */
    String source();

    /** A blank line, a comment, or something that is no assignment in any dialect: kept as it is. */
    record Other(String source) implements DotenvLine {
        boolean isComment() {
            return source.stripLeading().startsWith("#");
        }

        @Override
        public String toString() {
            return "Other";
        }
    }

    /**
     * An assignment.
     *
     * @param before indentation and {@code export}
     * @param separator the '=' or ':' with the spaces around it
     * @param raw everything after that, comments included, without the line break
     */
    record Variable(String before, String name, String separator, String raw, String lineBreak) implements DotenvLine {
        @Override
        public String source() {
            return before + name + separator + raw + lineBreak;
        }

        Variable withName(String other) {
            return new Variable(before, other, separator, raw, lineBreak);
        }

        Variable withRaw(String other) {
            return new Variable(before, name, separator, other, lineBreak);
        }

        /** The value may be a secret. */
        @Override
        public String toString() {
            return "Variable[" + name + "]";
        }
    }
}
