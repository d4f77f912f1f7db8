package dev.weft.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together the colour profile of a JPEG, which comes in numbered parts (ICC.1, annex B.4). */
final class JpegProfile {

    private static final String NAME = "ICC_PROFILE\0";
    /** The segment's length and the name. */
    private static final int NUMBER = 14;

    private static final int DATA = 16;

    private final SortedMap<Integer, FileView> parts = new TreeMap<>();
    private int count;

    /** Takes note of an APP2 segment; one of something else is passed over. */
    void saw(FileView segment) {
        if (!segment.startsWith(2, NAME)) {
            return;
        }
        int of = segment.u8(NUMBER + 1);
        if (count != 0 && count != of) {
            throw BudgetMeter.malformed("a colour profile must have " + count + " parts, got " + of);
        }
        count = of;
        if (parts.put(segment.u8(NUMBER), segment.slice(DATA, segment.length() - DATA)) != null) {
            throw BudgetMeter.malformed(
                    "a part of a colour profile must come once, got " + segment.u8(NUMBER) + " again");
        }
    }

    ColourProfile whole() {
        if (parts.isEmpty()) {
            return ColourProfile.NONE;
        }
        if (parts.size() != count || parts.firstKey() != 1 || parts.lastKey() != count) {
            throw BudgetMeter.malformed(
                    "a colour profile must have its " + count + " parts, got those of " + parts.keySet());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.values().forEach(part -> bytes.writeBytes(part.bytes()));
        return ColourProfile.of(new FileView(bytes.toByteArray(), ByteOrder.BIG_ENDIAN));
    }
}
