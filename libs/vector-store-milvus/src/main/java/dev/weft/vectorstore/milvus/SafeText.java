package dev.weft.vectorstore.milvus;

import dev.weft.core.Sha256;
import java.nio.ByteBuffer;

/**
 * Any text as one that needs no escaping inside a string of a filter expression, on any server, and is equal to another's exactly when the
 * texts are: common letters and signs stand for themselves, everything else, quotes, backslashes, control characters and unpaired surrogates among
 * it, becomes {@code %} with four hexadecimal digits per UTF-16 unit. What servers make of escapes, of invalid UTF-8 or of a zero character
 * doesn't matter then.
 */
final class SafeText {

    /** A filter compares labels; longer texts are compared by their hash. */
    static final int MAX_LABEL = 512;

    private static final String SIGNS = " !#$&()*+,-./:;<=>?@[]^_`{|}~";
    private static final int HEX = 16;
    private static final int DIGITS = 4;

    private SafeText() {}

    /** The whole text, safe. */
    static String encode(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (plain(unit)) {
                safe.append(unit);
            } else {
                safe.append('%');
                String digits = Integer.toHexString(unit);
                safe.repeat('0', DIGITS - digits.length()).append(digits);
            }
        }
        return safe.toString();
    }

    static String decode(String safe) {
        StringBuilder text = new StringBuilder(safe.length());
        for (int i = 0; i < safe.length(); i++) {
            char unit = safe.charAt(i);
            if (unit == '%') {
                text.append((char) Integer.parseInt(safe, i + 1, i + 1 + DIGITS, HEX));
                i += DIGITS;
            } else {
                text.append(unit);
            }
        }
        return text.toString();
    }

    /** The text as a filter compares it: safe and at most {@link #MAX_LABEL} characters long. */
    static String label(String text) {
        String safe = encode(text);
        return safe.length() <= MAX_LABEL ? safe : "%#" + hash(text);
    }

    /** Whether the label is no more than a hash. */
    static boolean isHashed(String label) {
        return label.startsWith("%#");
    }

    /** Ranges are fixed, and not asked of the Java platform: its tables of letters grow, and a label must stay what it was. */
    private static boolean plain(char unit) {
        if (unit < 0x80) {
            return within(unit, '0', '9')
                    || within(unit, 'A', 'Z')
                    || within(unit, 'a', 'z')
                    || SIGNS.indexOf(unit) >= 0;
        }
        return within(unit, 0xC0, 0x1FFF) || within(unit, 0x3040, 0xD7FF);
    }

    private static boolean within(char unit, int first, int last) {
        return unit >= first && unit <= last;
    }

    /** Of the UTF-16 units, because UTF-8 can't tell unpaired surrogates apart. */
    private static String hash(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        return Sha256.of(bytes.array()).hex();
    }
}
