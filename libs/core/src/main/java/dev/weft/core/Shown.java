package dev.weft.core;

import java.util.regex.Pattern;

/** Makes texts of others fit for a message or a log line. Safe for use by several threads. */
public final class Shown {

    private static final int MAX_CHARS = 80;

    /**
     * What a log or a terminal would obey: control characters (those of 8 bits among them), formatting characters, halves of surrogate pairs, and
     * separators of lines.
     */
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

    private static final Pattern SEVERAL_OBEYED = Pattern.compile(OBEYED.pattern() + "+");

    private Shown() {}

    /** The text, shortened to 80 characters and made {@linkplain #harmless harmless}. */
    public static String of(String text) {
        return harmless(text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text);
    }

    /** The text with a question mark in the place of each character that a log or a terminal would obey. */
    public static String harmless(String text) {
        return OBEYED.matcher(text).replaceAll("?");
    }

    /** The text with a space in the place of such characters, of several in a row as well: where a person reads a text of several lines on one. */
    public static String onOneLine(String text) {
        return SEVERAL_OBEYED.matcher(text).replaceAll(" ");
    }
}
