package dev.weft.events;

import dev.weft.core.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Dead letters of records that are too large for one: they carry the beginning of the record, and its true size in a header of its own, which a
 * reader that doesn't know of it shows like any other.
 */
public final class CutLetters {

    /** Among a dead letter's headers: the size in bytes of its record's key, value and headers together, when not all of it is there. */
    public static final String RECORD_BYTES_HEADER = "weft-record-bytes";

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,17}");

    private CutLetters() {}

    /** The size in bytes of the record's key, value and headers together, if the letter has only a part of them. */
    public static OptionalLong recordBytes(DeadLetter letter) {
        byte[] header = letter.headers().get(RECORD_BYTES_HEADER);
        String text = header == null ? "" : new String(header, StandardCharsets.US_ASCII);
        return SIZE.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** @param maxExtras how many bytes the headers may have; more are left out, and of the key, which is in a letter's record twice, a quarter */
    static DeadLetter withoutValue(DeadLetter whole, int maxExtras) {
        byte[] size = Long.toString(sizeOf(whole)).getBytes(StandardCharsets.US_ASCII);
        Map<String, byte[]> headers =
                headerBytes(whole.headers()) > maxExtras ? new HashMap<>() : new HashMap<>(whole.headers());
        headers.put(RECORD_BYTES_HEADER, size);
        // Bytes that are no text take three times their room in the record's own key.
        return with(whole, beginning(whole.key(), maxExtras / 4), new byte[0], headers);
    }

    static DeadLetter withValue(DeadLetter letter, byte[] value, int maxBytes) {
        return with(letter, letter.key(), beginning(value, maxBytes), letter.headers());
    }

    private static long sizeOf(DeadLetter whole) {
        return (long) whole.key().length + whole.value().length + headerBytes(whole.headers());
    }

    private static long headerBytes(Map<String, byte[]> headers) {
        return headers.entrySet().stream()
                .mapToLong(header ->
                        (long) header.getKey().getBytes(StandardCharsets.UTF_8).length + header.getValue().length)
                .sum();
    }

    private static byte[] beginning(byte[] bytes, int max) {
        return bytes.length <= max ? bytes : Arrays.copyOf(bytes, max);
    }

    private static DeadLetter with(DeadLetter letter, byte[] key, byte[] value, Map<String, byte[]> headers) {
        return new DeadLetter(
                letter.stage(),
                letter.reason(),
                letter.errorClass(),
                letter.message(),
                letter.origin(),
                letter.release(),
                letter.attempt(),
                letter.failedAt(),
                key,
                value,
                headers);
    }
}
