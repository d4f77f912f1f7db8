package dev.weft.media;

/** Walks the pages of an Ogg file (RFC 3533). */
final class OggWalk {

    private static final int HEADER_BYTES = 27;
    private static final int FLAGS_AT = 5;
    private static final int SEGMENTS_AT = 26;
    private static final int LAST_PAGE = 4;

    private OggWalk() {}

    /** The last page must say that it is the last: recordings that were cut off don't. */
    static void requireWhole(FileView file) {
        int flags = 0;
        for (long at = 0; at < file.length(); ) {
            if (!file.startsWith(at, "OggS")) {
                throw BudgetMeter.malformed("an Ogg file must have a page at byte " + at + ", got something else");
            }
            flags = file.u8(at + FLAGS_AT);
            int segments = file.u8(at + SEGMENTS_AT);
            long length = (long) HEADER_BYTES + segments;
            for (int i = 0; i < segments; i++) {
                length += file.u8(at + HEADER_BYTES + i);
            }
            file.require(at, length);
            at += length;
        }
        if ((flags & LAST_PAGE) == 0) {
            throw new MediaRejectedException(
                    Rejection.TRUNCATED, "the last page of an Ogg file must be marked as such, got one that isn't");
        }
    }
}
