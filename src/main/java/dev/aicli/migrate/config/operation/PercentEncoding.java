package dev.aicli.migrate.config.operation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The percent-encoding of URLs (RFC 3986), in UTF-8. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~!$'()*,;";

    private PercentEncoding() {}

    /** {@return the text decoded; as it is where it is not encoded soundly} */
    static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); ) {
            if (raw.charAt(i) == '%') {
                if (i + 3 > raw.length()) {
                    return raw;
                }
                int high = Character.digit(raw.charAt(i + 1), 16);
                int low = Character.digit(raw.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    return raw;
                }
                bytes.write(high * 16 + low);
                i += 3;
            } else {
                int c = raw.codePointAt(i);
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        String decoded = bytes.toString(StandardCharsets.UTF_8);
        return decoded.indexOf('\uFFFD') >= 0 ? raw : decoded;
    }

    /** {@return the text encoded} Characters that stand for placeholders stay. */
    static String encode(String value, String alsoPlain) {
        StringBuilder encoded = new StringBuilder();
        value.codePoints().forEach(c -> {
            boolean plain = (c < 128 && Character.isLetterOrDigit(c))
                    || UNRESERVED.indexOf(c) >= 0
                    || alsoPlain.indexOf(c) >= 0
                    || (c >= '\uE000' && c <= '\uF8FF');
            if (plain) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b));
                }
            }
        });
        return encoded.toString();
    }
}
