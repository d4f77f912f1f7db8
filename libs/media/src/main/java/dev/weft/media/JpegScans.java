package dev.weft.media;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which coefficients of a progressive JPEG its scans have brought, and to which bit (ITU-T T.81, annex G). A file that was cut off between two
 * scans and ended again decodes without complaint, to a picture that is blurred or lacks its colours.
 */
final class JpegScans {

    private static final int COEFFICIENTS = 64;
    private static final int MISSING = -1;

    private final Map<Integer, int[]> lowBits = new HashMap<>();

    void sawComponents(int[] ids) {
        for (int id : ids) {
            int[] missing = new int[COEFFICIENTS];
            Arrays.fill(missing, MISSING);
            lowBits.put(id, missing);
        }
    }

    /** @param body a scan's header from its length on */
    void sawScan(FileView body) {
        int components = body.u8(2);
        long after = 3 + 2L * components;
        int first = body.u8(after);
        int last = body.u8(after + 1);
        int lowBit = body.u8(after + 2) & 0x0f;
        if (first > last || last >= COEFFICIENTS) {
            throw BudgetMeter.malformed("a scan brings coefficients from 0 to 63, got " + first + " to " + last);
        }
        for (int i = 0; i < components; i++) {
            int[] bits = lowBits.get(body.u8(3 + 2L * i));
            if (bits == null) {
                throw BudgetMeter.malformed("a scan must be of the frame's components, got " + body.u8(3 + 2L * i));
            }
            Arrays.fill(bits, first, last + 1, lowBit);
        }
    }

    void requireAll() {
        for (int[] bits : lowBits.values()) {
            for (int bit : bits) {
                if (bit != 0) {
                    throw new MediaRejectedException(
                            Rejection.TRUNCATED, "a progressive JPEG must have all of its scans, got some of them");
                }
            }
        }
    }
}
