package dev.weft.media;

import java.util.Optional;

/** Reads what the encoder left in the first frame of an MP3 file (the Xing or Info header). */
final class Mp3Walk {

    private static final int FRAMES = 1;
    private static final int BYTES = 2;
    private static final int FIELD_BYTES = 4;
    private static final int FIELDS_AT = 8;

    private Mp3Walk() {}

    /** A file without such a header, or without the number of bytes in it, counts as whole wherever it ends. */
    static void requireWhole(FileView file) {
        Optional<Mp3Frame> first = Mp3Frame.first(file);
        first.ifPresent(frame -> requireWhole(file, frame));
    }

    private static void requireWhole(FileView file, Mp3Frame frame) {
        long at = frame.at() + Mp3Frame.HEADER_BYTES + frame.sideBytes();
        if (file.startsWith(at, "Xing") || file.startsWith(at, "Info")) {
            int fields = file.i32(at + FIELD_BYTES);
            if ((fields & BYTES) != 0) {
                file.require(frame.at(), file.u32(at + FIELDS_AT + (long) FIELD_BYTES * (fields & FRAMES)));
            }
        }
    }
}
