package dev.weft.gateway.intake;

import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Base64;
import java.util.regex.Pattern;

/** Data URIs (RFC 2397) with base64; what they claim to be is ignored, the bytes decide. */
public final class DataUri {

    private static final Pattern HEAD =
            Pattern.compile("data:[A-Za-z0-9!#$&^_.+/-]{0,127};base64", Pattern.CASE_INSENSITIVE);
    private static final int MAX_HEAD = 160;

    private DataUri() {}

    /** Whether the text has the scheme. */
    public static boolean is(String uri) {
        return uri.regionMatches(true, 0, "data:", 0, 5);
    }

    /**
     * Decodes the bytes.
     *
     * @param maxBytes of the decoded bytes
     * @throws ProblemException {@code unsupported_uri} if it is no data URI with base64, {@code empty}, {@code too_many_bytes}
     */
    public static byte[] decode(String uri, long maxBytes) {
        int comma = uri.indexOf(',');
        if (comma < 0
                || comma > MAX_HEAD
                || !HEAD.matcher(uri.substring(0, comma)).matches()) {
            throw new ProblemException(
                    Reason.UNSUPPORTED_URI,
                    "a data URI must look like data:image/png;base64,… (base64 only, no parameters)");
        }
        long characters = uri.length() - comma - 1L;
        // Four characters carry three bytes; checked before the copy is made.
        if (characters / 4 * 3 > maxBytes + 2) {
            throw new ProblemException(
                    StandardReason.TOO_MANY_BYTES,
                    "a file may have up to " + maxBytes + " bytes, got about " + characters / 4 * 3);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(uri.substring(comma + 1));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Reason.UNSUPPORTED_URI, "the data URI is not valid base64", e);
        }
        if (bytes.length == 0) {
            throw new ProblemException(Reason.EMPTY, "the data URI has no bytes");
        }
        if (bytes.length > maxBytes) {
            throw new ProblemException(
                    StandardReason.TOO_MANY_BYTES, "a file may have up to " + maxBytes + " bytes, got " + bytes.length);
        }
        return bytes;
    }
}
