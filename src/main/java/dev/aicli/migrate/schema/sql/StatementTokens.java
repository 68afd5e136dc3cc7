package dev.aicli.migrate.schema.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * The tokens of the current statement, without its comments. A long statement's are remembered only up to
 * {@value #MAX_REMEMBERED}: what a statement is shows far earlier, even behind the longest possible list of columns.
 */
public final class StatementTokens {
    private static final int MAX_REMEMBERED = 16_384;

    private final SourceBuffer source;
    private TokenKind[] kinds = new TokenKind[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int size;
    private int end;

    public StatementTokens(SourceBuffer source) {
        this.source = source;
    }

    /**
     * Reads a statement, or another text in memory, to its end.
     *
     * @param most how many tokens are wanted; what is behind them is not read
     */
    public static StatementTokens read(SqlLexer lexer, int most) throws IOException {
        SourceBuffer source = lexer.source;
        StatementTokens tokens = new StatementTokens(source);
        for (TokenKind kind = lexer.next(); kind != TokenKind.END && tokens.size() < most; kind = lexer.next()) {
            if (!kind.isComment()) {
                if (!source.inStatement()) {
                    source.beginStatement();
                }
                tokens.add(kind);
            }
        }
        return tokens;
    }

    /** The same, all of it. */
    public static StatementTokens read(SqlLexer lexer) throws IOException {
        return read(lexer, Integer.MAX_VALUE);
    }

    /** {@return the tokens as a text, with one blank between} */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < size; i++) {
            words.append(i == 0 ? "" : " ").append(text(i));
        }
        return words.toString();
    }

    void clear() {
        size = 0;
        end = 0;
    }

    /** Adds the source's current token. */
    public void add(TokenKind kind) {
        end = source.pos - source.mark;
        if (size == kinds.length) {
            if (size == MAX_REMEMBERED) {
                return;
            }
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        kinds[size] = kind;
        starts[size] = source.token - source.mark;
        ends[size] = end;
        size++;
    }

    public int size() {
        return size;
    }

    /** {@return a complaint about the statement, with its place} */
    SqlSyntaxException error(String sentence) {
        return source.error(source.mark, sentence);
    }

    /** {@return the end of the last token, remembered or not, relative to the statement's start} */
    int end() {
        return end;
    }

    /** {@return the kind of a token; {@link TokenKind#END} beyond the last} */
    public TokenKind kind(int i) {
        return i < size ? kinds[i] : TokenKind.END;
    }

    /** {@return whether a token is a word, in any case} */
    public boolean isWord(int i, String lowerCase) {
        return kind(i) == TokenKind.WORD
                && equalsIgnoreCase(source.bytes, source.mark + starts[i], source.mark + ends[i], lowerCase);
    }

    public String text(int i) {
        return new String(source.bytes, source.mark + starts[i], ends[i] - starts[i], UTF_8);
    }

    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
