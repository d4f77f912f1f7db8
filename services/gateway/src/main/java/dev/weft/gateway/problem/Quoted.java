package dev.weft.gateway.problem;

import dev.weft.core.Shown;

/** Makes what a client sent fit for a message or a log line: short, on one line, without characters that steer a terminal. */
public final class Quoted {

    private static final int SHOWN = 80;

    private Quoted() {}

    /** The text in single quotes, at most 80 characters of it; what a log or a terminal would obey is replaced. */
    public static String of(String text) {
        int end = text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length())));
        String head = Shown.harmless(text.substring(0, end));
        return "'" + head + (end < text.length() ? "…" : "") + "'";
    }
}
